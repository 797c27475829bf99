using Vedette.Foundation;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>Whether every instant of the range is footage, a gap that is listed, or a segment that is said to be missing.</summary>
internal static class CoverageCheck
{
    // What is being written when an export is made is a moment behind.
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(3.5);

    public static void Run(Manifest manifest, Verdict verdict)
    {
        var (from, until) = (manifest.Export.From, manifest.Export.Until);
        if (manifest.Export.To < from || until > manifest.Export.To)
        {
            verdict.Add(FindingCode.TimeWrong, "The range of the export ends before it starts, or is accounted for beyond its end.");
        }

        var stretches = manifest.Segments.Select(segment => (segment.Camera, segment.Start, segment.End))
            .Concat(manifest.Gaps.Select(gap => (gap.Camera, gap.Start, gap.End)))
            .Concat(manifest.Missing.Where(missing => missing is { Start: not null, End: not null })
                .Select(missing => (missing.Camera, Start: missing.Start!.Value, End: missing.End!.Value)))
            .ToLookup(stretch => stretch.Camera, stretch => (stretch.Start, stretch.End));
        foreach (var camera in manifest.Cameras)
        {
            var reached = from;
            foreach (var (start, end) in stretches[camera.Id].OrderBy(stretch => stretch.Start))
            {
                if (start < until && start - reached > SealedStretch.Seam)
                {
                    Say(camera.Id, reached, start);
                }

                reached = end > reached ? end : reached;
            }

            if (until - reached > AtTheEnd)
            {
                Say(camera.Id, reached, until);
            }
        }

        void Say(CameraId camera, DateTimeOffset start, DateTimeOffset end) => verdict.Add(new Finding(
            FindingCode.Unaccounted,
            $"Camera {camera} has neither footage nor a gap from {start.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} to {end.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC: a gap or a segment was taken out of the manifest, or its range was changed.")
        {
            CameraId = camera,
        });
    }
}
