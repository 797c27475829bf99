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
        // Beside the second picture, had the foreign report, an hour ahead, not been believed.
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

        Assert.True(replay.Pictures.Count > 150, $"{replay.Pictures.Count} of 210 pictures");
        Assert.Equal(5u, replay.Counters.ClockJumps + 4u);
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
