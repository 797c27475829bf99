using Vedette.Media.Hls;
using Xunit;

namespace Vedette.Media.Tests.Hls;

public sealed class MediaPlaylistTests
{
    private static readonly Uri From = new("http://camera.test/live/index.m3u8?token=1");

    [Fact]
    public void A_multivariant_playlist_leads_to_the_variant_of_the_highest_bandwidth()
    {
        var list = MediaPlaylist.Read(
            """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=300000,CODECS="avc1.4d001e,mp4a.40.2"
            small.m3u8
            #EXT-X-STREAM-INF:CODECS="avc1.640028,mp4a.40.2",BANDWIDTH=4000000
            /big/media.m3u8
            """,
            From);

        Assert.Equal("http://camera.test/big/media.m3u8", list.BestVariant?.ToString());
        Assert.Empty(list.Segments);
    }

    [Fact]
    public void Byte_ranges_go_on_where_the_one_before_ended()
    {
        var list = MediaPlaylist.Read(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:4
            #EXT-X-MEDIA-SEQUENCE:17
            #EXT-X-MAP:URI="all.mp4",BYTERANGE="800@0"
            #EXTINF:4.0,
            #EXT-X-BYTERANGE:1000@800
            all.mp4
            #EXTINF:3.5,
            #EXT-X-BYTERANGE:500
            all.mp4
            #EXT-X-DISCONTINUITY
            #EXTINF:2,
            other.mp4
            #EXT-X-ENDLIST
            """,
            From);

        Assert.True(list.IsEnded);
        Assert.Equal([17L, 18L, 19L], list.Segments.Select(segment => segment.Sequence));
        Assert.Equal([(800L, 1000L), (1800L, 500L), null], list.Segments.Select(segment => segment.Range));
        Assert.Equal([false, false, true], list.Segments.Select(segment => segment.IsDiscontinuity));
        Assert.Equal((0L, 800L), list.Segments[0].MapRange);
    }

    [Fact]
    public void An_encrypted_stream_is_noticed() =>
        Assert.True(MediaPlaylist.Read("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF:2,\na.ts\n", From).IsEncrypted);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd")]
    [InlineData("#EXTM3U\n#EXTINF:2,\nhttp://[")]
    public void What_is_no_playlist_or_leads_out_of_the_web_is_refused(string text) =>
        Assert.Throws<FormatException>(() => MediaPlaylist.Read(text, From));
}
