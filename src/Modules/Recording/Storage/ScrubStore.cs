using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Scrubbing;

namespace Vedette.Recording.Storage;

/// <summary>How far the scrubber came and what it found.</summary>
internal sealed class ScrubStore(Database<RecordingModule> database)
{
    private const string System = "system";

    private const string PassColumns = """
        id as Id, started_at as StartedAt, finished_at as FinishedAt, at_camera as AtCamera, at_day as AtDay,
        checked as Checked, bytes as Bytes, total_bytes as TotalBytes, skipped as Skipped
        """;

    private const string FindingColumns =
        "camera_id as CameraId, path as Path, problem as Problem, segment_id as SegmentId, volume_id as VolumeId, start_at as Start";

    /// <summary>The pass that runs, was interrupted, or ended last; null before the first.</summary>
    public Task<ScrubPass?> LatestAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => await connection.QueryFirstOrDefaultAsync<ScrubPass>(new CommandDefinition(
                $"select {PassColumns} from scrubs order by started_at desc limit 1", cancellationToken: cancellation)),
            cancellation);

    public Task<ScrubPass> BeginAsync(DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var total = await unit.QuerySingleOrDefaultAsync<long>("select cast(coalesce(sum(bytes), 0) as bigint) from footage_sums");
                var pass = new ScrubPass { Id = Guid.CreateVersion7(), StartedAt = now, TotalBytes = total };
                // What ended before tells nothing that this one will not.
                _ = await unit.ExecuteAsync("delete from scrubs");
                _ = await unit.ExecuteAsync(
                    """
                    insert into scrubs (id, started_at, finished_at, at_camera, at_day, checked, bytes, total_bytes, skipped)
                    values (@Id, @StartedAt, null, null, null, 0, 0, @TotalBytes, '')
                    """,
                    pass);
                return pass;
            },
            cancellation);

    /// <summary>Notes that a day is done and what is wrong on it; what was wrong on it before is forgotten.</summary>
    /// <returns>The findings that are new.</returns>
    public Task<IReadOnlyList<ScrubFinding>> SaveAsync(
        ScrubPass pass, CameraId camera, DateOnly day, IReadOnlyList<ScrubFinding> findings, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<ScrubFinding>>(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    "update scrubs set at_camera = @AtCamera, at_day = @AtDay, checked = @Checked, bytes = @Bytes, skipped = @Skipped where id = @Id",
                    pass);
                var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                var of = new { camera, from, to = from.AddDays(1) };
                var known = (await unit.QueryAsync<ScrubFinding>(
                    $"select {FindingColumns} from scrub_findings where camera_id = @camera and start_at >= @from and start_at < @to", of)).ToHashSet();
                _ = await unit.ExecuteAsync("delete from scrub_findings where camera_id = @camera and start_at >= @from and start_at < @to", of);
                foreach (var finding in findings)
                {
                    await AddAsync(unit, finding, now);
                }

                List<ScrubFinding> fresh = [.. findings.Where(finding => !known.Contains(finding))];
                foreach (var finding in fresh)
                {
                    await unit.EmitAsync(
                        new ActionRecorded(
                            Guid.CreateVersion7(), "recording.scrub-damage-found", System, finding.SegmentId ?? camera.Value, $"{finding.Path}: {finding.Problem}", now),
                        System);
                }

                return fresh;
            },
            cancellation);

    /// <summary>Ends the pass. What it did not see again is over, unless it lies on a volume that could not be read.</summary>
    public Task FinishAsync(ScrubPass pass, IReadOnlyList<Guid> absent, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync("update scrubs set finished_at = @FinishedAt, skipped = @Skipped where id = @Id", pass);
                _ = await unit.ExecuteAsync(
                    "delete from scrub_findings where found_at < @StartedAt and (volume_id is null or volume_id not in @absent)",
                    new { pass.StartedAt, absent = UuidSet.Of(absent) });
            },
            cancellation);

    public Task<int> CountAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select count(*) from scrub_findings", cancellationToken: cancellation)),
            cancellation);

    /// <summary>What is wrong, newest footage first.</summary>
    public Task<IReadOnlyList<ScrubFinding>> FindingsAsync(int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ScrubFinding>>(
            async connection => [.. await connection.QueryAsync<ScrubFinding>(new CommandDefinition(
                $"select {FindingColumns} from scrub_findings order by start_at desc, path limit @most", new { most }, cancellationToken: cancellation))],
            cancellation);

    private static Task<int> AddAsync(UnitOfWork unit, ScrubFinding finding, DateTimeOffset now) =>
        unit.ExecuteAsync(
            """
            insert into scrub_findings (camera_id, path, problem, segment_id, volume_id, start_at, found_at)
            values (@CameraId, @Path, @Problem, @SegmentId, @VolumeId, @Start, @now)
            on conflict (camera_id, path, problem) do update set found_at = excluded.found_at
            """,
            new { finding.CameraId, finding.Path, finding.Problem, finding.SegmentId, finding.VolumeId, finding.Start, now });
}
