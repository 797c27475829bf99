using Vedette.Media.Hub;
using Vedette.Media.Sources;
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

    public static TheoryData<string, string, int> OddSets => new()
    {
        { new SequenceSet { ReorderFrames = 0 }.Hex + "04", "68EBE3CB22C0", 1280 },                     // a byte behind the end
        { new SequenceSet { ReorderFrames = 0 }.Hex + "94D40404", "68EBE3CB22C0", 1280 },               // more of them
        { new SequenceSet { ReferenceFrames = 40 }.Hex, "68EBE3CB22C0", 1280 },                         // beyond what the standard allows
        { new SequenceSet { HasScalingLists = true, Width = 640, Height = 360 }.Hex, "68EBE3CB22C0", 640 },
        { new SequenceSet().Hex, "68CE3C80FFFFFFFFFFFF", 1280 },                                        // a picture set full of more
        { new SequenceSet { Width = 2560, Height = 1944, ReorderFrames = 0 }.Hex[..^6], "68EBE3CB22C0", 2560 },   // cut off in the usability
        { "6764001F", "68EBE3CB22C0", 0 },                                                              // nothing but profile and level
    };

    [Theory]
    [MemberData(nameof(OddSets))]
    public async Task Quirk_21_Parameter_sets_that_cannot_be_understood_to_the_end_are_kept_as_they_came(string sequence, string picture, int width)
    {
        var replay = await Replay.OfAsync("reolink-doorbell", ("odd", sequence), ("picture-set", picture));

        Assert.Equal(10, replay.Pictures.Count);
        Assert.Equal([sequence, picture, Idr], replay.NalsOf(0));
        Assert.All(replay.Pictures, shown => Assert.Equal(width, shown.Header.Format.Video.Width));
        Assert.Contains(sequence, Convert.ToHexString(replay.Pictures[0].Header.Format.Video.Configuration.Span), StringComparison.Ordinal);
        Assert.Single(replay.Pictures.Select(shown => shown.Header.Format).Distinct());
        Assert.Equal(0, replay.Counters.Malformed);
    }

    [Fact]
    public async Task Quirk_23_Another_picture_size_is_another_format_in_the_same_run_without_a_new_connection()
    {
        var replay = await Replay.OfAsync("resized", ("small", new SequenceSet { Width = 640, Height = 360 }.Hex));

        Assert.Equal(15, replay.Pictures.Count);
        Assert.Equal(
            [(1280, 720), (640, 360), (1280, 720)],
            replay.Pictures.Select(shown => (shown.Header.Format.Video.Width, shown.Header.Format.Video.Height)).Distinct().Append((1280, 720)));
        Assert.Equal([1280, 640, 1280], replay.Pictures.Where(shown => shown.Header.IsKey).Select(shown => shown.Header.Format.Video.Width));
        Assert.Single(replay.Pictures.Select(shown => shown.Header.Run).Distinct());
        Assert.Single(replay.Requests("PLAY"));
        Assert.Equal(Enumerable.Range(0, 15).Select(number => number * 3600L), replay.Pictures.Select(shown => shown.Header.DecodeTicks));
    }

    [Theory]
    [InlineData(2, 0)]          // the camera says so
    [InlineData(null, 5)]       // it does not, and is found out within the first pyramid
    public async Task Quirk_24_Pictures_that_come_in_another_order_than_they_are_shown_keep_both_times(int? announced, int from)
    {
        var replay = await Replay.OfAsync("reordering", ("set", new SequenceSet { ReferenceFrames = 4, ReorderFrames = (uint?)announced }.Hex));

        var (decoded, shown) = (replay.Pictures.Select(picture => picture.Header.DecodeTicks).ToList(), replay.Pictures.Select(picture => Replay.PresentationOf(picture.Header)).ToList());
        Assert.Equal(17, decoded.Count);
        Assert.Equal(decoded.Order(), decoded);
        Assert.All(replay.Pictures, picture => Assert.InRange(picture.Header.CompositionTicks, 0, 5 * 3600));
        // Display order of a pyramid: 0 4 2 1 3 8 6 5 7 …
        long[] displayed = [0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11, 16, 14, 13, 15];
        Assert.Equal(displayed[from..], shown[from..].Select(ticks => (ticks - shown[0]) / 3600));
        Assert.Equal((0, 1), (replay.Counters.ClockJumps, replay.Pictures.Select(picture => picture.Header.Run).Distinct().Count()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Quirk_21_H265_sets_with_layers_and_reference_sets_made_from_one_another_are_understood(int layers)
    {
        var replay = await PlayH265Async(SequenceSet265.Hex(1280, 720, layers));

        replay.HasAllPictures(malformed: 1);        // what nobody defined
        Assert.Equal("hvc1.1.6.L93.B0", replay.Pictures[0].Header.Format.Video.CodecString);
    }

    [Fact]
    public async Task Quirk_26_Every_unit_of_h265_has_its_place_the_first_of_the_table_too()
    {
        var replay = await PlayH265Async(SequenceSet265.Hex(1280, 720, layers: 1));

        replay.HasAllPictures(malformed: 1);
        Assert.Equal(["0001D009"], replay.NalsOf(1));
        Assert.Equal(["0001D009"], replay.NalsOf(2));
        Assert.Equal(["0001D009", "00015009"], replay.NalsOf(3));
        Assert.Equal(["460150", "4E010501AA80", "5201AA", "0201D009", "50018401AA80"], replay.NalsOf(4));
        Assert.Equal([0, 7], Enumerable.Range(0, 10).Where(picture => replay.Pictures[picture].Header.IsKey));
    }

    [Theory]
    [InlineData("AV1")]
    [InlineData("VP9")]
    [InlineData("MP4V-ES")]
    public async Task Quirk_26_A_codec_that_cannot_be_recorded_is_named(string encoding)
    {
        var problem = await Assert.ThrowsAsync<SourceException>(() => Replay.OfAsync("unknown-video", ("encoding", encoding)));

        Assert.Equal(FeedBreakCause.UnsupportedCodec, problem.Cause);
        Assert.Contains(encoding, problem.Message, StringComparison.Ordinal);
    }

    private static Task<Replay> PlayH265Async(string sequence) =>
        Replay.OfAsync("h265", ("vps", SequenceSet265.VideoSet), ("sps265", sequence), ("pps265", SequenceSet265.PictureSet));
}
