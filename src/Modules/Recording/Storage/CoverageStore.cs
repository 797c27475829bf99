using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>Stretches of footage as they were recorded, whether or not the footage is still there.</summary>
internal sealed class CoverageStore(Database<RecordingModule> database)
{
    /// <summary>The stretches that overlap [from, to), by start.</summary>
    public Task<IReadOnlyList<RecordedRange>> StretchesAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RecordedRange>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<StretchRow>(new CommandDefinition(
                    """
                    select start_at as StartAt, end_at as EndAt from stretches
                    where camera_id = @camera and end_at > @from and start_at < @to
                    order by start_at
                    """,
                    new { camera, from, to },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => new RecordedRange(row.StartAt, row.EndAt))];
            },
            cancellation);

    /// <summary>From the first to the last instant anything is known of a camera; null when there is nothing. Open gaps end when they start.</summary>
    public Task<RecordedRange?> KnownAsync(CameraId camera, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleAsync<KnownRow>(new CommandDefinition(
                    """
                    select (select min(start_at) from stretches where camera_id = @camera) as Footage,
                           (select min(start_at) from gaps where camera_id = @camera) as Gap,
                           (select max(end_at) from stretches where camera_id = @camera) as FootageEnd,
                           (select max(end_at) from gaps where camera_id = @camera) as GapEnd,
                           (select max(start_at) from gaps where camera_id = @camera) as GapStart
                    """,
                    new { camera },
                    cancellationToken: cancellation));
                List<DateTimeOffset> instants = [.. new[] { row.Footage, row.Gap, row.FootageEnd, row.GapEnd, row.GapStart }.OfType<DateTimeOffset>()];
                return instants.Count == 0 ? null : new RecordedRange(instants.Min(), instants.Max());
            },
            cancellation);

    private sealed record StretchRow
    {
        public DateTimeOffset StartAt { get; init; }

        public DateTimeOffset EndAt { get; init; }
    }

    private sealed record KnownRow
    {
        public DateTimeOffset? Footage { get; init; }

        public DateTimeOffset? Gap { get; init; }

        public DateTimeOffset? FootageEnd { get; init; }

        public DateTimeOffset? GapEnd { get; init; }

        public DateTimeOffset? GapStart { get; init; }
    }
}
