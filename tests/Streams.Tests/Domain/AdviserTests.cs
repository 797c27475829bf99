using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Domain;
using Xunit;

namespace Vedette.Streams.Tests.Domain;

public sealed class AdviserTests
{
    private static readonly StreamFacts Fine = new()
    {
        IsOnline = true,
        Codec = Codec.H264,
        Width = 1920,
        Height = 1080,
        ShortestGroup = 2,
        LongestGroup = 2,
        Audio = Codec.Aac,
        Loss = 0,
    };

    public static TheoryData<string, string> Cases => new()
    {
        { "long-gop", "Key frames every 10 s: live view will start slowly. Set the I-frame interval to 2 s." },
        { "smart-codec", "Key frames come every 1 to 8 s" },
        { "no-sub-stream", "3840 x 2160" },
        { "packet-loss", "2.3 % of the packets are lost: let the camera send over TCP." },
        { "camera-drops", "2.3 % of the packets are missing although they travel over TCP" },
        { "jitter", "(250 ms)" },
        { "open-password", "Digest" },
        { "interlaced", "interlaced" },
        { "b-frames", "B-frames" },
        { "h265-browsers", "H.264" },
        { "mjpeg", "Motion JPEG" },
        { "audio-left-out", "The camera's G.726 sound is not supported" },
        { "audio-g711", "telephone quality" },
        { "clock-off", "The camera's clock is 3601 s behind" },
        { "clock-drift", "runs 500 millionths too fast" },
        { "clock-jumps", "jumped 4 times" },
        { "unstable", "lost 6 times in the last hour" },
        { "check-password", "user name or password" },
        { "check-certificate", "fingerprint" },
        { "check-key-frames", "I-frame interval" },
        { "check-path", "path" },
        { "check-codec", "H.264 or H.265" },
        { "check-clients", "too many clients" },
        { "check-network", "does not answer" },
        { "check-camera", "stopped sending" },
    };

    [Fact]
    public void A_camera_that_is_well_set_needs_no_advice() => Assert.Empty(Adviser.Advise(Fine, Fine with { Width = 640, Height = 360 }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_fault_is_told_in_words_with_its_figures(string code, string words)
    {
        var advice = Assert.Single(Adviser.Advise(Guilty(code), null));

        Assert.Equal(code, advice.Code);
        Assert.Contains(words, advice.Text, StringComparison.Ordinal);
        Assert.All(
            advice.Values.Values.OfType<IFormattable>().Where(value => value is double or int or long),
            value => Assert.Contains(value.ToString(null, System.Globalization.CultureInfo.InvariantCulture).TrimStart('-'), advice.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_small_stream_that_fails_is_told_and_one_nobody_wants_is_not()
    {
        Assert.Equal("sub-stream-fails", Assert.Single(Adviser.Advise(Fine, new StreamFacts { Cause = FeedBreakCause.Refused })).Code);
        Assert.Empty(Adviser.Advise(Fine, new StreamFacts()));
    }

    [Fact]
    public void A_small_stream_in_h264_serves_the_browsers_that_cannot_show_the_large_one() =>
        Assert.Empty(Adviser.Advise(Fine with { Codec = Codec.H265 }, Fine with { Width = 640, Height = 360 }));

    [Fact]
    public void A_camera_whose_first_group_never_ends_is_told_about_it_too()
    {
        var advice = Assert.Single(Adviser.Advise(Fine with { ShortestGroup = null, LongestGroup = null, WithoutGroup = 61 }, null));

        Assert.Equal(("long-gop", AdviceSeverity.Serious), (advice.Code, advice.Severity));
    }

    [Fact]
    public void What_is_serious_comes_first()
    {
        var advice = Adviser.Advise(Fine with { IsReordered = true, Loss = 0.2, IsOverUdp = true, HasOpenPassword = true }, null);

        Assert.Equal(["packet-loss", "open-password", "b-frames"], advice.Select(one => one.Code));
    }

    private static StreamFacts Guilty(string code) => code switch
    {
        "long-gop" => Fine with { ShortestGroup = 10, LongestGroup = 10 },
        "smart-codec" => Fine with { ShortestGroup = 1, LongestGroup = 8 },
        "no-sub-stream" => Fine with { Width = 3840, Height = 2160 },
        "packet-loss" => Fine with { Loss = 0.023, IsOverUdp = true },
        "camera-drops" => Fine with { Loss = 0.023 },
        "jitter" => Fine with { JitterMilliseconds = 250 },
        "open-password" => Fine with { HasOpenPassword = true },
        "interlaced" => Fine with { IsInterlaced = true },
        "b-frames" => Fine with { IsReordered = true },
        "h265-browsers" => Fine with { Codec = Codec.H265 },
        "mjpeg" => Fine with { Codec = Codec.Mjpeg },
        "audio-left-out" => Fine with { Audio = null, IgnoredAudio = "G.726" },
        "audio-g711" => Fine with { Audio = Codec.PcmA },
        "clock-off" => Fine with { SenderOffsetSeconds = -3601 },
        "clock-drift" => Fine with { DriftPpm = 500 },
        "clock-jumps" => Fine with { ClockJumps = 4 },
        "unstable" => Fine with { RecentTroubles = 6 },
        "check-password" => Fine with { Cause = FeedBreakCause.WrongPassword },
        "check-certificate" => Fine with { Cause = FeedBreakCause.UntrustedCertificate },
        "check-key-frames" => Fine with { Cause = FeedBreakCause.NoKeyPicture },
        "check-path" => Fine with { Cause = FeedBreakCause.NoSuchPath },
        "check-codec" => Fine with { Cause = FeedBreakCause.UnsupportedCodec },
        "check-clients" => Fine with { Cause = FeedBreakCause.Refused },
        "check-network" => Fine with { Cause = FeedBreakCause.Unreachable },
        _ => Fine with { Cause = FeedBreakCause.Stalled },
    };
}
