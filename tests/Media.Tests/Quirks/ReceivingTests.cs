using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras send that nobody asked for, or in an odd wrapping.</summary>
public sealed class ReceivingTests
{
    [Fact]
    public async Task Quirk_09_Reports_of_foreign_sources_are_dropped_and_nothing_else_is()
    {
        var replay = await Replay.OfAsync("tapo");

        replay.HasAllPictures(6);
        // Three seconds off, had the foreign report been believed.
        var sound = Assert.Single(replay.Sounds).Header;
        Assert.InRange((sound.WallTime - replay.Pictures[0].Header.WallTime).TotalSeconds, -1, 1);
    }

    [Fact]
    public async Task Quirk_11_Data_nobody_asked_for_is_ignored_until_there_is_a_session_and_on_channels_that_were_not_set_up()
    {
        var replay = await Replay.OfAsync("eager");

        replay.HasAllPictures();
        Assert.Equal(5, replay.Counters.Ignored);
    }

    [Fact]
    public async Task Quirk_12_Line_breaks_before_a_frame_are_skipped()
    {
        var replay = await Replay.OfAsync("line-breaks");

        replay.HasAllPictures();
        Assert.Equal(0, replay.Counters.Ignored);
    }

    [Fact]
    public async Task Quirk_13_What_a_stale_session_goes_on_sending_into_ours_is_left_out()
    {
        var replay = await Replay.OfAsync("live555-stale");

        replay.HasAllPictures();
        Assert.Equal(5, replay.Counters.Ignored);
    }

    [Fact]
    public async Task Quirk_13_A_source_that_takes_the_place_of_ours_for_good_is_followed()
    {
        var replay = await Replay.OfAsync("new-source");

        Assert.Equal(10 + 150, replay.Pictures.Count);      // two seconds of 25 pictures are waited for
        Assert.Equal(50, replay.Counters.Ignored);
        Assert.Equal(1, replay.Pictures[10].Header.PacketsLostBefore);
    }

    [Fact]
    public async Task Quirk_13_The_announced_source_is_ours_even_if_a_stale_session_speaks_first()
    {
        var transcript = Transcript.Of("""
            > PLAY
            RTSP/1.0 200 OK
            CSeq: {cseq}
            RTP-Info: url=rtsp://{host}/live/trackID=0;seq=0;rtptime=900000;ssrc=51966

            @set ssrc=BAD t=5
            @key
            @set ssrc=CAFE t=900000
            @key
            @set ssrc=BAD t=3605
            @picture
            @set ssrc=CAFE t=903600 seq=2
            @picture 9
            """);
        var replay = await Replay.OfAsync(transcript);

        Assert.Equal(11, replay.Pictures.Count);
        Assert.Equal((1, 0), (replay.Counters.Ignored, replay.Counters.Lost - 1));
    }

    [Fact]
    public async Task Quirk_16_Packets_of_a_foreign_payload_type_are_dropped()
    {
        var replay = await Replay.OfAsync("geovision");

        replay.HasAllPictures();
        Assert.Equal(2, replay.Counters.Ignored);
    }

    [Fact]
    public async Task Quirk_17_Header_extensions_and_padding_are_taken_off()
    {
        var replay = await Replay.OfAsync("onvif-extension");

        replay.HasAllPictures();
        Assert.Equal(
            [Convert.ToHexString(Payload.Sequence), Convert.ToHexString(Payload.Picture), Convert.ToHexString(Payload.Idr)], replay.NalsOf(0));
        Assert.Equal([Convert.ToHexString(Payload.Slice)], replay.NalsOf(1));
    }
}
