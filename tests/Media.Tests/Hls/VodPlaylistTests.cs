using Vedette.Media.Hls;
using Vedette.Media.Mp4;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Hls;

public sealed class VodPlaylistTests : IDisposable
{
    private readonly SegmentFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void It_names_maps_ranges_dates_and_breaks()
    {
        var start = new DateTimeOffset(2026, 3, 29, 1, 0, 0, 123, TimeSpan.Zero);
        var text = VodPlaylist.Write(
        [
            new VodSegment("a.mp4", start, TimeSpan.FromSeconds(10.4), 700, 1700, StartsAnew: true),
            new VodSegment("b.mp4", start.AddSeconds(10.4), TimeSpan.FromSeconds(9.6), 700, 2000, StartsAnew: false),
            new VodSegment("c.mp4", start.AddSeconds(60), TimeSpan.FromSeconds(8), 710, 1000, StartsAnew: true),
        ]);

        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:10
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-MAP:URI="a.mp4",BYTERANGE="700@0"
            #EXT-X-PROGRAM-DATE-TIME:2026-03-29T01:00:00.123Z
            #EXTINF:10.400000,
            #EXT-X-BYTERANGE:1000@700
            a.mp4
            #EXT-X-PROGRAM-DATE-TIME:2026-03-29T01:00:10.523Z
            #EXTINF:9.600000,
            #EXT-X-BYTERANGE:1300@700
            b.mp4
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="c.mp4",BYTERANGE="710@0"
            #EXT-X-PROGRAM-DATE-TIME:2026-03-29T01:01:00.123Z
            #EXTINF:8.000000,
            #EXT-X-BYTERANGE:290@710
            c.mp4
            #EXT-X-ENDLIST

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Nothing_is_a_playlist_too() => Assert.EndsWith("#EXT-X-ENDLIST\n", VodPlaylist.Write([]), StringComparison.Ordinal);

    [Fact]
    public async Task Ffmpeg_plays_two_runs_of_moved_segments()
    {
        var clip = await TestClip.WithAacAsync();
        var segments = new List<VodSegment>();
        foreach (var name in new[] { "a", "b" })
        {
            var run = new Run(Guid.CreateVersion7(), TestClip.Start);
            foreach (var part in new[] { 0, 1 })
            {
                var units = clip.Units.Where(unit => unit.DecodeTicks / clip.Format.Tracks[unit.Track].ClockRate / 4 == part);
                var source = _files.Write($"{name}{part}-source.mp4", clip.Format, units.Select(unit => clip.Lease(unit, run)));
                var uri = $"{name}{part}.mp4";
                var change = new SegmentRewrite { VideoStartTicks = (100 + (part * 4)) * 90_000 };
                await using var view = SegmentRewriter.Open(File.OpenHandle(source), change);
                await using var output = File.Create(_files.Path(uri));
                await view.CopyToAsync(output, TestContext.Current.CancellationToken);
                using var file = File.OpenHandle(source);
                segments.Add(new VodSegment(
                    uri, TestClip.Start.AddSeconds(part * 4), TimeSpan.FromSeconds(part == 0 ? 4 : 2),
                    new SegmentReader(file).InitLength, view.Length, StartsAnew: part == 0));
            }
        }

        var playlist = _files.Path("day.m3u8");
        await File.WriteAllTextAsync(playlist, VodPlaylist.Write(segments), TestContext.Current.CancellationToken);

        await Tool.DecodeAsync(playlist);
        var packets = await Tool.PacketsAsync(playlist, 0);
        Assert.Equal(300, packets.Count);
        var once = Enumerable.Range(0, 150).Select(picture => (100 * 90_000L) + (picture * 3600)).ToList();
        Assert.Equal([.. once, .. once], packets.Select(packet => packet.Dts));
    }
}
