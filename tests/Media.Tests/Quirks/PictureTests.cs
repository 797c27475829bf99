using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras make of H.264 in RTP.</summary>
public sealed class PictureTests
{
    private static readonly string Sequence = Convert.ToHexString(Payload.Sequence);
    private static readonly string Picture = Convert.ToHexString(Payload.Picture);
    private static readonly string Idr = Convert.ToHexString(Payload.Idr);
    private static readonly string Slice = Convert.ToHexString(Payload.Slice);
    private static readonly string Tail = Convert.ToHexString(Payload.Tail);
    private static readonly string Sei = Convert.ToHexString(Payload.Sei);

    [Fact]
    public async Task Quirk_18_A_picture_is_what_has_one_timestamp_whatever_the_marker_says()
    {
        var replay = await Replay.OfAsync("ivel");

        Assert.Equal([Sei, Idr], replay.NalsOf(0));
        Assert.Equal([Sei, Slice], replay.NalsOf(1));       // the marker is believed,
        Assert.Equal([Tail], replay.NalsOf(2));             // and caught once
        Assert.All([3, 4, 5], picture => Assert.Equal([Slice, Tail], replay.NalsOf(picture)));
        Assert.Equal(
            [0, 1, 1, 2, 3, 4, 5],
            replay.Pictures.Select(picture => (Replay.PresentationOf(picture.Header) - Replay.PresentationOf(replay.Pictures[0].Header)) / 3600));
        Assert.Equal(0, replay.Counters.Malformed);
    }

    [Fact]
    public async Task Quirk_19_Odd_fragments_are_put_together_by_what_the_first_of_them_says()
    {
        var replay = await Replay.OfAsync("tiandy");

        replay.HasAllPictures();
        Assert.Equal(["658884AAAABBBBCCCC"], replay.NalsOf(0));
        Assert.Equal(["419A216C"], replay.NalsOf(1));
        Assert.Equal(["419A216C", Tail, Tail], replay.NalsOf(2));
    }

    [Theory]
    [InlineData("AAAAAWdkAB+s2UBQBbsBEAAAAwAQAAADAyDxgxlgAAAAAWjr48siwA==")]     // both, as in a file
    [InlineData("Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWAAAAAB,aOvjyyLAAAAAAQ==")]    // a start code behind each
    [InlineData("")]
    public async Task Quirk_20_Start_codes_within_payloads_and_parameter_sets_part_units(string sprop)
    {
        var replay = await Replay.OfAsync("macrovideo", ("sprop", sprop));

        replay.HasAllPictures();
        Assert.Equal([Sequence, Picture, Idr], replay.NalsOf(0));
        Assert.Equal([Sei, Slice], replay.NalsOf(2));
        Assert.Equal("avc1.64001f", replay.Pictures[0].Header.Format.Video.CodecString);
    }

    [Fact]
    public async Task Quirk_22_A_camera_whose_description_has_no_usable_parameter_sets_is_recorded_from_the_first_between_its_pictures()
    {
        var replay = await Replay.OfAsync("vstarcam");

        replay.HasAllPictures();
        Assert.Equal([Sequence, Picture, Idr], replay.NalsOf(0));
    }
}
