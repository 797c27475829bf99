using Vedette.Media.Codecs.H264;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class H264ParametersTests
{
    // x264, 1280x720, 25 pictures a second; high profile.
    private static readonly byte[] High = Convert.FromHexString("6764001FACD9405005BB011000000300100000030320F1831960");
    private static readonly byte[] Picture = Convert.FromHexString("68EBE3CB22C0");

    [Fact]
    public void A_set_tells_size_and_rate()
    {
        var set = SequenceParameterSet.Parse(High)!;
        Assert.Equal((100, 31, 1280, 720), (set.Profile, set.Level, set.Width, set.Height));
        Assert.Equal(25, set.FrameRate);
    }

    [Fact]
    public void Trailing_bytes_do_no_harm_and_too_few_are_no_set()
    {
        Assert.Equal(1280, SequenceParameterSet.Parse([.. High, 0, 0, 1, 2, 3])!.Width);
        Assert.Null(SequenceParameterSet.Parse(High.AsSpan(0, 6)));
        Assert.Null(SequenceParameterSet.Parse([]));
    }

    [Fact]
    public void The_configuration_is_an_avcc_record()
    {
        var sets = new H264Parameters();
        Assert.Null(sets.Format);
        sets.TakeText($"{Convert.ToBase64String(High)},{Convert.ToBase64String(Picture)},???,");

        var format = sets.Format!;

        Assert.Equal("avc1.64001f", format.CodecString);
        byte[] expected = [1, 0x64, 0, 0x1F, 0xFF, 0xE1, 0, (byte)High.Length, .. High, 1, 0, (byte)Picture.Length, .. Picture, 0xFD, 0xF8, 0xF8, 0];
        Assert.Equal(expected, format.Configuration.ToArray());
    }

    [Fact]
    public void The_format_stays_the_same_instance_until_a_set_differs()
    {
        var sets = new H264Parameters();
        sets.Take(High);
        sets.Take(Picture);
        var first = sets.Format;
        sets.Take([.. High, 0]);
        sets.Take(Picture);
        Assert.Same(first, sets.Format);

        var other = (byte[])High.Clone();
        other[3] = 0x28;
        sets.Take(other);
        Assert.Equal("avc1.640028", sets.Format!.CodecString);
    }
}
