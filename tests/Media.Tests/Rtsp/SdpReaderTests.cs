using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class SdpReaderTests
{
    [Fact]
    public void Lines_that_make_no_sense_are_left_out()
    {
        var description = SdpReader.Read(
            """
            v=0
            o=- -1.5 x IN
            c=IN 
            a=control:rtsp://camera/all
            m=nonsense
            a=control:lost
            m=video 0 MP2T/RTP 96
            a=control:trackID=1
            a=rtpmap:96 H264/90000   
            a=fmtp:96
            a=fmtp:96 Packetization-Mode=1; sprop-parameter-sets=Z0IAHg==,aM4=;
            a=framerate:12.5
            m=audio 0 RTP/AVP 8
            m=application 0 RTP/AVP 107
            """);

        Assert.Equal("rtsp://camera/all", description.Control);
        Assert.Equal(["video", "audio", "application"], description.Media.Select(media => media.Kind));
        var video = description.Media[0];
        Assert.Equal(("H264", 90000, "trackID=1", 12.5), (video.Encoding, video.ClockRate, video.Control, video.FrameRate));
        Assert.Equal("Z0IAHg==,aM4=", video.Parameters["sprop-parameter-sets"]);
        Assert.Equal(("PCMA", 8000), (description.Media[1].Encoding, description.Media[1].ClockRate));
    }

    [Fact]
    public void A_talk_back_channel_is_told_apart() =>
        Assert.False(SdpReader.Read("m=audio 0 RTP/AVP 0\na=sendonly").Media[0].IsSent);

    [Fact]
    public void Who_sends_is_understood_from_the_cameras_own_side_too()
    {
        var own = SdpReader.Read("m=video 0 RTP/AVP 96\na=sendonly\nm=audio 0 RTP/AVP 0\na=sendonly\nm=audio 0 RTP/AVP 8\na=recvonly").Media;
        Assert.Equal([true, true, false], own.Select(media => media.IsSent));
    }

    [Fact]
    public void A_description_without_media_is_one_of_a_camera_that_sends_nothing() => Assert.Empty(SdpReader.Read("v=0\r\ns=x\r\n").Media);

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Sign in</body></html>")]
    public void What_is_no_description_is_an_error(string text) =>
        Assert.Equal(FeedBreakCause.Malformed, Assert.Throws<SourceException>(() => SdpReader.Read(text)).Cause);

    [Theory]
    [InlineData("rtsp://c/a", "track1", "rtsp://c/a/track1")]
    [InlineData("rtsp://c/a/", "track1", "rtsp://c/a/track1")]
    [InlineData("rtsp://c/a/", "/track1", "rtsp://c/a/track1")]
    [InlineData("rtsp://c/a?x=1", "track1", "rtsp://c/a?x=1/track1")]
    [InlineData("rtsp://c/a", "*", "rtsp://c/a")]
    [InlineData("rtsp://c/a", null, "rtsp://c/a")]
    [InlineData("rtsp://c/a", "RTSP://d/b", "RTSP://d/b")]
    public void Controls_are_joined_by_appending(string baseUrl, string? control, string expected) =>
        Assert.Equal(expected, ControlUrl.Join(baseUrl, control));

    [Theory]
    [InlineData("Content-Base", "rtsp://10.0.0.1/x/", "rtsp://10.0.0.1/x/")]
    [InlineData("Content-Base", "10.0.0.1:554/x/", "rtsp://10.0.0.1:554/x/")]
    [InlineData("Content-Location", "rtsp://10.0.0.1/y", "rtsp://10.0.0.1/y")]
    [InlineData("Content-Base", "garbage", "rtsp://10.0.0.1/asked")]
    public void The_base_comes_from_the_answer_if_it_makes_sense(string name, string value, string expected)
    {
        var answer = RtspMessage.Response(200, "OK");
        answer.Headers.Add(name, value);
        Assert.Equal(expected, ControlUrl.BaseOf(answer, "rtsp://10.0.0.1/asked"));
    }

    [Theory]
    [InlineData("12345678;timeout=30", "12345678", 30)]
    [InlineData(" abc ; Timeout=x", "abc", 60)]
    [InlineData("abc", "abc", 60)]
    public void The_session_header_gives_id_and_timeout(string value, string id, int seconds) =>
        Assert.Equal(new SessionHeader(id, TimeSpan.FromSeconds(seconds)), SessionHeader.Read(value));

    [Theory]
    [InlineData("RTP/AVP/TCP;unicast;ssrc= 1A;interleaved=4-5", 4)]
    [InlineData("RTP/AVP/TCP; interleaved=2", 2)]
    [InlineData("RTP/AVP/TCP;interleaved=700-701", null)]
    [InlineData(null, null)]
    public void The_channel_is_found_wherever_it_stands(string? value, int? expected) =>
        Assert.Equal(expected, TransportHeader.Read(value).Channel);

    [Theory]
    [InlineData("RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971;ssrc=1", 6970, 6971)]
    [InlineData("RTP/AVP/UDP; server_port = 7000", 7000, 7001)]
    [InlineData("RTP/AVP;unicast;server_port=0-0", 0, 0)]
    [InlineData("RTP/AVP;unicast;server_port=65535", 65535, 65535)]
    [InlineData("RTP/AVP;unicast;server_port=99999-x,RTP/AVP;server_port=1-2", 0, 0)]
    public void Server_ports_are_read_as_far_as_they_make_sense(string value, int packets, int reports) =>
        Assert.Equal((packets, reports), (TransportHeader.Read(value).ServerPort, TransportHeader.Read(value).ServerReportPort));
}
