using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Codecs of GStreamer's making, through GStreamer's RTSP server.</summary>
public sealed class LaunchFarmTests(LaunchFarm farm) : IClassFixture<LaunchFarm>
{
    [Theory]
    [InlineData("jpeg420", 640, 360)]
    [InlineData("jpeg422", 328, 248)]
    [InlineData("jpeglarge", 2560, 1440)]
    public void Motion_jpeg_arrives_pixel_for_pixel(string mount, int width, int height)
    {
        var watch = farm.Of(mount);
        var sent = farm.Sent(mount).Select(ScanOf).ToList();

        var received = watch.PictureBytes.Select(ScanOf).ToList();

        Assert.InRange(received.Count, 11, 100);
        Assert.Equal((Codec.Mjpeg, width, height), (watch.Pictures[0].Format.Video.Codec, watch.Pictures[0].Format.Video.Width, watch.Pictures[0].Format.Video.Height));
        var first = sent.IndexOf(received[0]);
        Assert.True(first >= 0);
        Assert.Equal(Enumerable.Range(first, received.Count).Select(number => sent[number % sent.Count]), received);
        Assert.All(watch.PictureBytes, picture => Assert.Equal(new JpegHeader(width, height), JpegHeader.Read(picture)));
        Assert.Equal((0, 0), (watch.Counters.Malformed, watch.Counters.Lost));
    }

    [Theory]
    [InlineData("jpeg420", Codec.Opus, 48000, 960)]
    [InlineData("latm", Codec.Aac, 44100, 1024)]
    [InlineData("aac44", Codec.Aac, 44100, 1024)]
    public void Sound_is_carried_along(string mount, Codec codec, int rate, int unitTicks)
    {
        var watch = farm.Of(mount);
        var format = watch.Pictures[0].Format.Audio!;

        Assert.Equal((codec, rate), (format.Codec, format.SampleRate));
        Assert.Equal(0, watch.Counters.Malformed);
        Assert.InRange(watch.Sounds.Count * unitTicks / (double)rate, 2, 6);
        var steps = watch.Sounds.Zip(watch.Sounds.Skip(1), (one, next) => (next.DecodeTicks - one.DecodeTicks) * (double)rate / format.ClockRate).ToList();
        // The first packet of Opus is short by what its decoder needs to settle, and sound is moved once the camera has told its clock.
        Assert.InRange(steps.Count(step => step < unitTicks - 25 || step > unitTicks + 25), 0, 4);
    }

    [Fact]
    [Trait("Req", "R-59")]
    public void Sound_that_cannot_be_kept_never_stops_the_picture()
    {
        var watch = farm.Of("g726");
        Assert.True(watch.Pictures.Count > 20);
        Assert.Empty(watch.Sounds);
        Assert.Equal("G726-32", watch.IgnoredAudio);
    }

    private static string ScanOf(byte[] jpeg) =>
        JpegPicture.TryRead(jpeg, out var picture) || picture.Width > 0 ? Convert.ToHexString(picture.Scan) : Convert.ToHexString(Behind(jpeg));

    /// <summary>Beyond 2040 pixels the way back is closed: all behind the start of the scan.</summary>
    private static byte[] Behind(byte[] jpeg)
    {
        var at = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        return jpeg[(at + 14)..^2];
    }
}
