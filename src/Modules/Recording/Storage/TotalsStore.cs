using System.Data.Common;
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

    /// <summary>Sums up the cameras; those without a row are left out.</summary>
    public Task<IReadOnlyDictionary<CameraId, FootageTotals>> OfAsync(
        IReadOnlyCollection<CameraId> cameras, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<CameraId, FootageTotals>>(
            async connection =>
            {
                var totals = new Dictionary<CameraId, FootageTotals>();
                foreach (var camera in cameras)
                {
                    totals[camera] = await OfAsync(connection, camera, since, now, cancellation);
                }

                return totals;
            },
            cancellation);

    private static async Task<FootageTotals> OfAsync(
        DbConnection connection, CameraId camera, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            """
            select
                (select start_at from segments where camera_id = @camera and not deleting order by start_at limit 1) as Oldest,
                coalesce((select bytes from footage_sums where camera_id = @camera), 0) as Bytes,
                (select coalesce(sum(end_at - case when start_at < @since then @since else start_at end), 0) from stretches
                    where camera_id = @camera and end_at > @since) as Recorded,
                (select coalesce(sum(end_at - case when start_at < @since then @since else start_at end), 0) from gaps
                    where camera_id = @camera and end_at > @since and start_at < @now and cause not in (@switchedOff, @noEvent)) as Missing
            """,
            new { camera, since, now, switchedOff = GapCause.SwitchedOff.ToText(), noEvent = GapCause.NoEvent.ToText() },
            cancellationToken: cancellation));
        return new FootageTotals(
            row.Oldest, row.Bytes, TimeSpan.FromTicks(row.Recorded * MicrosecondTicks), TimeSpan.FromTicks(row.Missing * MicrosecondTicks));
    }

    private sealed record Row
    {
        public DateTimeOffset? Oldest { get; init; }

        public long Bytes { get; init; }

        // Differences of instants, in microseconds.
        public long Recorded { get; init; }

        public long Missing { get; init; }
    }
}
