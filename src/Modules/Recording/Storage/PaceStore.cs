using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Retention;

namespace Vedette.Recording.Storage;

/// <summary>How much was written of late, from the index: a day of one camera at a time.</summary>
internal sealed class PaceStore(Database<RecordingModule> database)
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>The camera's pace on each volume it was recorded to within a day.</summary>
    public Task<IReadOnlyList<CameraPace>> OfAsync(CameraId camera, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<CameraPace>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    select volume_id as VolumeId, case when class >= 2 then 2 else class end as Class,
                           cast(sum(bytes) as bigint) as Bytes, min(start_at) as FirstAt
                    from segments
                    where camera_id = @camera and start_at > @since and start_at <= @now
                    group by volume_id, case when class >= 2 then 2 else class end
                    """,
                    new { camera, since = now - Window, now },
                    cancellationToken: cancellation));
                return PacesOf(camera, [.. rows], now);
            },
            cancellation);

    private static IReadOnlyList<CameraPace> PacesOf(CameraId camera, IReadOnlyList<Row> rows, DateTimeOffset now)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        // Ordinary footage may be younger than that of events because it went already; events are seldom.
        var first = rows.Min(row => row.FirstAt);
        var ordinary = rows.Where(row => row.Class == 0).Select(row => row.FirstAt).DefaultIfEmpty(first).Min();
        return [.. rows.GroupBy(row => row.VolumeId).Select(volume => new CameraPace(
            camera,
            volume.Key,
            [.. FootageWorth.Classes.Select((_, level) => volume
                .Where(row => row.Class == level)
                .Sum(row => row.Bytes / Days(now - (level == 0 ? ordinary : first))))]))];
    }

    private static double Days(TimeSpan span) => (span > Shortest ? span : Shortest).TotalDays;

    private sealed record Row
    {
        public Guid VolumeId { get; init; }

        public int Class { get; init; }

        public long Bytes { get; init; }

        public DateTimeOffset FirstAt { get; init; }
    }
}
