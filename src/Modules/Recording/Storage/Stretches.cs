using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>Keeps the unbroken stretches of footage in step with the segments.</summary>
/// <remarks>
/// A segment that arrives out of order, after a clock was set back or a volume returned, may leave stretches that overlap;
/// whoever reads them takes their union.
/// </remarks>
internal static class Stretches
{
    /// <summary>What the ledger takes for no gap. More is a stretch of its own, and whoever reads asks the gaps why.</summary>
    public static readonly TimeSpan Seam = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes the stretch the segment continues longer, or begins one.</summary>
    public static async Task AddAsync(UnitOfWork unit, Segment segment)
    {
        var row = new { Camera = segment.CameraId, segment.Start, segment.End, Joined = segment.Start - Seam };
        var continued = await unit.ExecuteAsync(
            """
            update stretches set end_at = case when end_at > @End then end_at else @End end
            where camera_id = @Camera and end_at >= @Joined
              and start_at = (select max(start_at) from stretches where camera_id = @Camera and start_at <= @Start)
            """,
            row);
        if (continued == 0)
        {
            _ = await unit.ExecuteAsync(
                """
                insert into stretches (camera_id, start_at, end_at) values (@Camera, @Start, @End)
                on conflict (camera_id, start_at) do update
                    set end_at = case when stretches.end_at > excluded.end_at then stretches.end_at else excluded.end_at end
                """,
                row);
        }
    }
}
