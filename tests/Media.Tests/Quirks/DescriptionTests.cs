using Vedette.Media.Hub;
using Vedette.Media.Tests.Quirks.Replaying;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras write into their answer to DESCRIBE.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task Quirk_01_A_content_base_without_a_scheme_is_joined_all_the_same()
    {
        var replay = await Replay.OfAsync("anjvision");

        replay.HasAllPictures();
        Assert.Equal($"rtsp://{replay.Host}/stream0/trackID=0", replay.Requests("SETUP")[0].Uri);
    }

    [Theory]
    [InlineData("elsewhere.example/stream0/")]
    [InlineData("")]
    [InlineData("://")]
    [InlineData("x y z")]
    public async Task Quirk_01_A_content_base_that_makes_no_sense_gives_way_to_the_address_asked_for(string contentBase)
    {
        var transcript = Transcript.Of("""
            > DESCRIBE
            RTSP/1.0 200 OK
            CSeq: {cseq}
            Content-Base: {base}
            Content-Length: {length}

            v=0
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=fmtp:96 sprop-parameter-sets={sets}
            a=control:trackID=0

            > SETUP rtsp://{host}/live/trackID=0
            RTSP/1.0 200 OK
            CSeq: {cseq}
            Session: 1
            Transport: {transport}
            """);

        (await Replay.OfAsync(transcript, ("base", contentBase))).HasAllPictures();
    }

    [Fact]
    public async Task Quirk_02_A_description_without_content_type_is_one_all_the_same() =>
        (await Replay.OfAsync("no-content-type")).HasAllPictures();

    [Theory]
    [InlineData("dahua", "cam/realmonitor?channel=1&subtype=0/trackID=0", "cam/realmonitor?channel=1&subtype=0/")]
    [InlineData("reolink", "Preview_01_main/trackID=1", "Preview_01_main/")]
    [InlineData("vstarcam", "live/track0", "live")]
    [InlineData("hikvision", "Streaming/Channels/101/trackID=1", "Streaming/Channels/101/")]
    public async Task Quirk_03_Controls_are_joined_by_appending_wherever_they_stand(string camera, string setUp, string played)
    {
        var replay = await Replay.OfAsync(camera);

        replay.HasAllPictures();
        Assert.Equal($"rtsp://{replay.Host}/{setUp}", replay.Requests("SETUP")[0].Uri);
        Assert.Equal($"rtsp://{replay.Host}/{played}", Assert.Single(replay.Requests("PLAY")).Uri);
    }

    [Theory]
    [InlineData("s=no origin")]
    [InlineData("o=- 1 1 IN IP4 127.0.0.1")]
    [InlineData("o=- 1 1 IN IPV4 127.0.0.1\ns=x\nc=IN")]
    [InlineData("o=- -8000000000000000080 -8000000000000000081 IN IP4 127.0.0.1\ns=x\nc=")]
    [InlineData("o=- 1700000000.978737 1700000000.978737 IN IP4 127.0.0.1\ns=x")]
    [InlineData("o=RTSP 19000000000000000000 13000000000000000000 IN IP4 0.0.0.0\ns=x\nc=IN IP4")]
    [InlineData("o=-\ns=\nc=IN IPV4 127.0.0.1\nt=\nb=AS:0\nz")]
    [InlineData("=\n:\na\na=\na=:\na=control\nrubbish that is no line at all")]
    public async Task Quirk_04_Bad_lines_of_a_description_are_passed_over(string lines)
    {
        var transcript = Transcript.Of("""
            > DESCRIBE
            RTSP/1.0 200 OK
            CSeq: {cseq}
            Content-Type: application/sdp
            Content-Length: {length}

            v=0
            {lines}
            m=video 0 RTP/AVP 96
            {lines}
            a=rtpmap:96 H264/90000
            a=fmtp:96 sprop-parameter-sets={sets}
            a=control:trackID=0
            """);

        (await Replay.OfAsync(transcript, ("lines", lines))).HasAllPictures();
    }

    [Theory]
    [InlineData("a=rtpmap:96 H264/90000{space}{space}\na=fmtp:96", "")]
    [InlineData("a=fmtp:96\na=framerate:0S\na=rtpmap:96 H264/90000 \na=framerate:25", "")]
    [InlineData("a=rtpmap:96 H264/90000", "m=video 0 MP2T/RTP/UDP 33\na=control:ts")]
    [InlineData("a=rtpmap:96 H264/90000", "m=application/TP-LINK 0 RTP/AVP smart/1/90000\na=rtpmap:95 TP-LINK/90000\na=control:track3")]
    [InlineData("a=rtpmap:96 H264/90000", "m=application 0 RTP/AVP 107\na=rtpmap:107 vnd.onvif.metadata/90000\na=fmtp:107 DecoderTag=h3c-v3 RTCP=0")]
    [InlineData("a=rtpmap:96  h264/90000", "m=\nm=audio\nm=audio x y z\nm=audio 0 RTP/AVP 999\na=rtpmap:999 PCMU/8000")]
    [InlineData("a=rtpmap:96 H264/90000", "m=audio 0 RTP/AVP 96\na=rtpmap:96 G726-32/\na=fmtp:96\na=control:t1")]
    public async Task Quirk_05_Blanks_empty_parameters_and_media_that_cannot_be_understood_do_no_harm(string video, string others)
    {
        var transcript = Transcript.Of("""
            > DESCRIBE
            RTSP/1.0 200 OK
            CSeq: {cseq}
            Content-Type: application/sdp
            Content-Length: {length}

            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=yard
            {others}
            m=video 0 RTP/AVP 96
            {video}
            a=fmtp:96 packetization-mode=1;;=;x; sprop-parameter-sets={sets} ;
            a=control:trackID=0
            {others}
            """);
        var replay = await Replay.OfAsync(transcript, ("video", video), ("others", others));

        replay.HasAllPictures();
        Assert.Equal($"rtsp://{replay.Host}/live/trackID=0", Assert.Single(replay.Requests("SETUP")).Uri);
    }

    [Fact]
    public async Task Quirk_29_A_channel_to_talk_back_is_left_alone_so_that_the_bell_button_works()
    {
        var replay = await Replay.OfAsync("dahua");

        replay.HasAllPictures();
        Assert.Equal(["trackID=0", "trackID=1"], replay.Requests("SETUP").Select(request => request.Uri.Split('/')[^1]));
        Assert.DoesNotContain(replay.Asked, request => request.Headers.All("Require").Any());
        Assert.Equal(Codec.Aac, replay.Pictures[^1].Header.Format.Audio!.Codec);
        Assert.Equal(2, replay.Sounds.Count);
        Assert.Equal(FeedBreakCause.Closed, replay.End);
    }
}
