using Vedette.Media.Hls;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Playback;

/// <summary>Makes a playlist of segments, seams marked where times or format start anew.</summary>
internal sealed class PlaylistBuilder(SegmentFiles files)
{
    private static readonly TimeSpan Seamless = TimeSpan.FromMilliseconds(500);

    /// <param name="segments">By start.</param>
    /// <param name="token">The token to hand on to the segments, as the player fetches them by itself; null for none.</param>
    /// <param name="cancellation">Stops between two segments.</param>
    public async Task<string> BuildAsync(IReadOnlyList<Segment> segments, string? token, CancellationToken cancellation)
    {
        var query = token is null ? "" : $"?access_token={Uri.EscapeDataString(token)}";
        var entries = new List<VodSegment>(segments.Count);
        (Segment Segment, SegmentStart Start)? before = null;
        foreach (var segment in segments)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await files.StartOfAsync(segment, cancellation) is not { } start || segment.Bytes <= start.InitLength)
            {
                continue;
            }

            var follows = before is { } last
                && last.Segment.RunId == segment.RunId
                && segment.Start - last.Segment.End <= Seamless
                && last.Start.FormatPrint == start.FormatPrint;
            entries.Add(new VodSegment(
                $"segments/{segment.Id}.mp4{query}", segment.Start, segment.Duration, start.InitLength, segment.Bytes, StartsAnew: !follows));
            before = (segment, start);
        }

        return VodPlaylist.Write(entries);
    }
}
