using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>The index a day of a camera at a time, for whoever holds it against the files. All days are UTC.</summary>
internal sealed class AuditStore(Database<RecordingModule> database)
{
    private const long DayMicroseconds = 24L * 3600 * 1_000_000;

    /// <summary>Every camera the index has footage, gaps or marks of.</summary>
    public Task<IReadOnlyList<CameraId>> CamerasAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<CameraId>>(
            async connection => [.. await connection.QueryAsync<CameraId>(new CommandDefinition(
                "select camera_id from footage_sums union select camera_id from gaps union select camera_id from marks",
                cancellationToken: cancellation))],
            cancellation);

    /// <summary>The days with a segment, a gap or a mark that starts on them.</summary>
    public Task<IReadOnlyList<DateOnly>> DaysAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DateOnly>>(
            async connection =>
            {
                var days = await connection.QueryAsync<long>(new CommandDefinition(
                    $"""
                    select start_at / {DayMicroseconds} from segments where camera_id = @camera
                    union select start_at / {DayMicroseconds} from gaps where camera_id = @camera
                    union select start_at / {DayMicroseconds} from marks where camera_id = @camera
                    """,
                    new { camera },
                    cancellationToken: cancellation));
                return [.. days.Order().Select(day => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day)))];
            },
            cancellation);

    /// <summary>What the index says of a day; segments by sequence, those that are being deleted too.</summary>
    public Task<IndexedDay> ReadAsync(CameraId camera, DateOnly day, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var of = Of(camera, day);
                CommandDefinition Command(string sql) => new(sql, of, cancellationToken: cancellation);
                const string Starts = "where camera_id = @Camera and start_at >= @From and start_at < @To";
                var segments = await connection.QueryAsync<SegmentRow>(Command($"select {SegmentRow.Columns} from segments {Starts} and not deleting order by sequence"));
                var deleting = await connection.QueryAsync<Guid>(Command($"select id from segments {Starts} and deleting"));
                var gaps = await connection.QueryAsync<GapRow>(Command($"select {GapRow.Columns} from gaps {Starts} order by start_at, id"));
                var marks = await connection.QueryAsync<MarkRow>(Command($"select {MarkRow.Columns} from marks {Starts} order by start_at, id"));
                return new IndexedDay(
                    [.. segments.Select(row => row.ToSegment())],
                    deleting.ToHashSet(),
                    [.. gaps.Select(row => row.ToGap())],
                    [.. marks.Select(row => row.ToMark())]);
            },
            cancellation);

    /// <summary>Whether the segment is still in the index and not on its way out.</summary>
    public Task<bool> HasAsync(Guid segment, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select count(*) from segments where id = @segment and not deleting and is_local",
                new { segment },
                cancellationToken: cancellation)) > 0,
            cancellation);

    /// <summary>Makes a day what the files say, without telling anybody: nothing new happened.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="wrong">Rows that say something else than their file, or whose file is gone.</param>
    /// <param name="found">The segments there are.</param>
    /// <param name="gaps">Every gap that starts on the day; null to leave them as they are.</param>
    /// <param name="marks">Every mark that starts on the day; null to leave them.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellation">Undoes it.</param>
    public Task ReplaceAsync(
        CameraId camera,
        DateOnly day,
        IReadOnlyList<Segment> wrong,
        IReadOnlyList<Segment> found,
        IReadOnlyList<Gap>? gaps,
        IReadOnlyList<Mark>? marks,
        CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var of = Of(camera, day);
                if (marks is not null)
                {
                    _ = await unit.ExecuteAsync("delete from marks where camera_id = @Camera and start_at >= @From and start_at < @To", of);
                }

                // Marks first: a segment takes its class from them.
                foreach (var mark in marks ?? [])
                {
                    await IndexStore.MarkAsync(unit, mark);
                }

                var there = found.Select(segment => segment.Id).ToHashSet();
                foreach (var row in wrong)
                {
                    if (there.Contains(row.Id) || row.ArchivedAs is null)
                    {
                        await IndexStore.RemoveAsync(unit, camera, row.Id, row.Path);
                    }
                    else
                    {
                        _ = await unit.ExecuteAsync("update segments set is_local = @isLocal where id = @Id", new { isLocal = false, row.Id });
                    }
                }

                foreach (var segment in found)
                {
                    _ = await IndexStore.AddAsync(unit, segment);
                    _ = await unit.ExecuteAsync(
                        "update segments set is_local = @isLocal where id = @Id and is_local <> @isLocal", new { isLocal = true, segment.Id });
                    await Stretches.AddAsync(unit, segment);
                }

                if (gaps is not null)
                {
                    _ = await unit.ExecuteAsync("delete from gaps where camera_id = @Camera and start_at >= @From and start_at < @To", of);
                    foreach (var gap in gaps)
                    {
                        _ = await IndexStore.PutAsync(unit, gap);
                    }
                }
            },
            cancellation);

    private static DayBounds Of(CameraId camera, DateOnly day)
    {
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new DayBounds(camera, from, from.AddDays(1));
    }

    private sealed record DayBounds(CameraId Camera, DateTimeOffset From, DateTimeOffset To);
}
