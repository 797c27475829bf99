using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras answer to SETUP and PLAY, and to the question who asks.</summary>
public sealed class SettingUpTests
{
    [Theory]
    [InlineData("ssrc=22340004;interleaved=0-1", 0)]
    [InlineData("unicast;interleaved=0-1;ssrc= cafe", 0)]
    [InlineData(" unicast ; interleaved = 4-5 ; ssrc=0x6f7c ; mode=\"PLAY\" ", 4)]
    [InlineData("ssrc=;unicast;interleaved=6", 6)]
    [InlineData("interleaved=2-3;ssrc=98765432109876543210;ssrc", 2)]
    [InlineData("unicast", 0)]
    public async Task Quirk_06_Transport_parameters_come_in_any_order_with_blanks_and_odd_sources(string parameters, int channel) =>
        (await Replay.OfAsync("luckfox", ("parameters", parameters), ("channel", $"{channel}"))).HasAllPictures();

    [Fact]
    public async Task Quirk_06_A_source_with_a_blank_in_front_is_understood() => (await Replay.OfAsync("hikvision")).HasAllPictures();

    [Theory]
    [InlineData("url=rtsp://{host}/0/main/trackID=0;seq=0;rtptime=0;")]
    [InlineData("url=trackID=0;seq=1;rtptime=-1,url=rtsp://{host}/live/trackID=2;seq=1;rtptime=-1")]
    [InlineData("url=rtsp://{host}/live/trackID=0;seq=70000;rtptime=98765432109876543210;ssrc=zzz")]
    [InlineData(";;,,=;url;seq=;rtptime")]
    [InlineData("")]
    public async Task Quirk_07_What_is_odd_in_rtp_info_is_ignored(string info) => (await Replay.OfAsync("rtp-info", ("info", info))).HasAllPictures();

    [Theory]
    [InlineData("hikvision", 10)]
    [InlineData("tapo", 6)]
    public async Task Quirk_08_The_first_sequence_number_is_that_of_the_first_packet_whatever_was_announced(string camera, int pictures)
    {
        var replay = await Replay.OfAsync(camera);

        replay.HasAllPictures(pictures);
        Assert.Equal(0, replay.Pictures[0].Header.PacketsLostBefore);
    }

    [Fact]
    public async Task Quirk_10_The_first_session_id_is_used_although_others_follow()
    {
        var replay = await Replay.OfAsync("session-hop");

        replay.HasAllPictures();
        Assert.Equal(["/live/v", "/live/a"], replay.Requests("SETUP").Select(request => new Uri(request.Uri).AbsolutePath));
        Assert.All(replay.Requests("PLAY"), request => Assert.Equal("1001", request.Headers["Session"]));
    }

    [Fact]
    public async Task Quirk_15_Digest_is_chosen_wherever_it_stands_and_blanks_behind_headers_are_cut_off()
    {
        var replay = await Replay.OfAsync("longse");

        replay.HasAllPictures();
        Assert.All(
            replay.Asked.SkipWhile(request => request.Headers["Authorization"] is null),
            request => Assert.StartsWith("Digest username=\"admin\", realm=\"Yard\", nonce=\"98000030\"", request.Headers["Authorization"]));
        Assert.DoesNotContain(replay.Asked, request => request.Uri.Contains("hush", StringComparison.Ordinal));
    }
}
