using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>Questions to the index. Whoever shows footage asks <c>FootageIndex</c>, which also knows what is not indexed yet.</summary>
internal sealed class RecordingStore(Database<RecordingModule> database)
{
    /// <summary>
    /// The segments that overlap [from, to), by start. Segments of a camera do not overlap, so the one that holds
    /// <paramref name="from"/> is the last to start at or before it.
    /// </summary>
    public Task<IReadOnlyList<Segment>> SegmentsAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        ReadSegmentsAsync(
            $"""
            select {SegmentRow.Columns} from segments
            where camera_id = @camera and not deleting and start_at < @to and end_at > @from
              and start_at >= coalesce((select max(start_at) from segments where camera_id = @camera and start_at <= @from), @from)
            order by start_at, sequence
            """,
            new { camera, from, to },
            cancellation);

    public async Task<Segment?> FindSegmentAsync(CameraId camera, Guid id, CancellationToken cancellation)
    {
        var found = await ReadSegmentsAsync(
            $"select {SegmentRow.Columns} from segments where id = @id and camera_id = @camera and not deleting",
            new { camera, id },
            cancellation);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The gaps that overlap [from, to), by start; open ones last for ever.</summary>
    public Task<IReadOnlyList<Gap>> GapsAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Gap>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<GapRow>(new CommandDefinition(
                    $"""
                    select {GapRow.Columns} from gaps
                    where camera_id = @camera and start_at < @to and (end_at is null or end_at > @from)
                    order by start_at, id
                    """,
                    new { camera, from, to },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToGap())];
            },
            cancellation);

    private Task<IReadOnlyList<Segment>> ReadSegmentsAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Segment>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<SegmentRow>(
                    new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToSegment())];
            },
            cancellation);
}
