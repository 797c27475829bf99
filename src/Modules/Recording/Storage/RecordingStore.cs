using System.Data.Common;
using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>Questions to the index. Whoever shows footage asks <c>FootageIndex</c>, which also knows what is not indexed yet.</summary>
internal sealed class RecordingStore(Database<RecordingModule> database)
{
    // A clock set back lets two runs overlap, so that the segment that holds an instant need not be the last to start before
    // it; it starts at most this much earlier than that one, unless the groups of pictures are longer still.
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(2);

    /// <summary>The segments that overlap [from, to), by start.</summary>
    public Task<IReadOnlyList<Segment>> SegmentsAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation, int most = int.MaxValue) =>
        ReadSegmentsAsync(
            $"""
            select {SegmentRow.Columns} from segments
            where camera_id = @camera and not deleting and start_at < @to and end_at > @from
              and start_at >= coalesce((select max(start_at) from segments where camera_id = @camera and start_at <= @from), @from) - @lookBack
            order by start_at, sequence
            limit @most
            """,
            new { camera, from, to, most, lookBack = LookBack },
            cancellation);

    /// <summary>The segments that overlap [from, to) and come after that one in the order of start and sequence.</summary>
    public Task<IReadOnlyList<Segment>> SegmentsAfterAsync(
        CameraId camera, (DateTimeOffset Start, long Sequence) after, DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellation) =>
        ReadSegmentsAsync(
            $"""
            select {SegmentRow.Columns} from segments
            where camera_id = @camera and not deleting and start_at >= @start and start_at < @to and end_at > @from
              and (start_at > @start or sequence > @sequence)
            order by start_at, sequence
            limit @most
            """,
            new { camera, start = after.Start, sequence = after.Sequence, from, to, most },
            cancellation);

    /// <summary>What is recorded of [from, to), by start: segments that follow each other within <paramref name="tolerance"/> are one range.</summary>
    public Task<IReadOnlyList<RecordedRange>> RangesAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, TimeSpan tolerance, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RecordedRange>>(
            async connection =>
            {
                // A column type that has a handler costs Dapper more than the database: a day has 8 640 rows.
                await using var rows = await connection.ExecuteReaderAsync(new CommandDefinition(
                    """
                    select start_at, end_at from segments
                    where camera_id = @camera and not deleting and start_at < @to and end_at > @from
                      and start_at >= coalesce((select max(start_at) from segments where camera_id = @camera and start_at <= @from), @from) - @lookBack
                    order by start_at, sequence
                    """,
                    new { camera, from, to, lookBack = LookBack },
                    cancellationToken: cancellation));
                return await JoinAsync(rows, tolerance.Ticks / TimeSpan.TicksPerMicrosecond, cancellation);
            },
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
                    where camera_id = @camera and end_at > @from and start_at < @to
                    union all
                    select {GapRow.Columns} from gaps
                    where camera_id = @camera and end_at is null and start_at < @to
                    order by StartAt, Id
                    """,
                    new { camera, from, to },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToGap())];
            },
            cancellation);

    private static async Task<IReadOnlyList<RecordedRange>> JoinAsync(DbDataReader rows, long tolerance, CancellationToken cancellation)
    {
        var ranges = new List<RecordedRange>();
        var (start, end, isOpen) = (0L, 0L, false);
        while (await rows.ReadAsync(cancellation))
        {
            var (nextStart, nextEnd) = (rows.GetInt64(0), rows.GetInt64(1));
            if (isOpen && nextStart - end <= tolerance)
            {
                end = Math.Max(end, nextEnd);
                continue;
            }

            if (isOpen)
            {
                ranges.Add(Range());
            }

            (start, end, isOpen) = (nextStart, nextEnd, true);
        }

        return isOpen ? [.. ranges, Range()] : ranges;

        RecordedRange Range() => new(UnixTime.FromUnixMicroseconds(start), UnixTime.FromUnixMicroseconds(end));
    }

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
