using Dapper;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>Sums over the index.</summary>
internal sealed class TotalsStore(Database<RecordingModule> database)
{
    private const long MicrosecondTicks = TimeSpan.TicksPerMicrosecond;

    /// <summary>Sums up the cameras in one statement, however many they are; those without a row are left out.</summary>
    public Task<IReadOnlyDictionary<CameraId, FootageTotals>> OfAsync(
        IReadOnlyCollection<CameraId> cameras, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<CameraId, FootageTotals>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    select asked.id as Id,
                        (select start_at from segments where camera_id = asked.id and not deleting order by start_at limit 1) as Oldest,
                        coalesce((select bytes from footage_sums where camera_id = asked.id), 0) as Bytes,
                        (select coalesce(sum(end_at - case when start_at < @since then @since else start_at end), 0) from stretches
                            where camera_id = asked.id and end_at > @since) as Recorded,
                        (select coalesce(sum(end_at - case when start_at < @since then @since else start_at end), 0) from gaps
                            where camera_id = asked.id and end_at > @since and start_at < @now and cause not in (@switchedOff, @noEvent)) as Missing
                    from (select id from cameras where id in @cameras union select camera_id from footage_sums where camera_id in @cameras) as asked
                    """,
                    new
                    {
                        cameras = UuidSet.Of(cameras),
                        since,
                        now,
                        switchedOff = GapCause.SwitchedOff.ToText(),
                        noEvent = GapCause.NoEvent.ToText(),
                    },
                    cancellationToken: cancellation));
                return rows.ToDictionary(row => row.Id, row => row.ToTotals());
            },
            cancellation);

    private sealed record Row
    {
        public CameraId Id { get; init; }

        public DateTimeOffset? Oldest { get; init; }

        public long Bytes { get; init; }

        // Differences of instants, in microseconds.
        public long Recorded { get; init; }

        public long Missing { get; init; }

        public FootageTotals ToTotals() =>
            new(Oldest, Bytes, TimeSpan.FromTicks(Recorded * MicrosecondTicks), TimeSpan.FromTicks(Missing * MicrosecondTicks));
    }
}
