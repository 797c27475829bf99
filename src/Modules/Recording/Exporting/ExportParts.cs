using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Exporting;

/// <summary>Finds what a camera has of a range, and what it misses.</summary>
internal sealed class ExportParts(FootageIndex index, CameraRoster roster, TimeProvider time)
{
    public async Task<ExportPart> FindAsync(CameraId camera, FootageRange range, CancellationToken cancellation)
    {
        var segments = await index.SegmentsAsync(camera, range.From, range.To, cancellation);
        var recorded = await index.RangesAsync(camera, range.From, range.To, cancellation);
        var gaps = await index.GapsAsync(camera, range.From, range.To, cancellation);
        var missing = MissingFootage.Of(range.Until(time.GetUtcNow()), recorded, gaps);
        var name = roster.Cameras.TryGetValue(camera, out var known) ? known.Name : "camera";

        // Two cameras may have the same name; the end of the id tells them apart.
        var file = ExportName.Of($"{name}-{camera.ToString()[^6..]}", range.From, range.To);
        return new ExportPart(camera, file, segments, [.. missing.Select(gap => new ExportGap(camera, gap.Start, gap.End, gap.Cause))]);
    }
}

/// <summary>The footage of one camera that goes into one file.</summary>
internal sealed record ExportPart(CameraId CameraId, string Name, IReadOnlyList<Segment> Segments, IReadOnlyList<ExportGap> Gaps);
