using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Against GStreamer's RTSP server speaking RTSPS.</summary>
public sealed class TlsFarmTests(TlsFarm farm) : IClassFixture<TlsFarm>
{
    [Theory]
    [InlineData("plain")]
    [InlineData("reordered")]
    [InlineData("pcma")]
    public void Every_picture_arrives_encrypted(string mount)
    {
        var watch = farm.Of(mount);

        FarmTests.AreContinuous(watch.Pictures);
        Assert.True(watch.Pictures.Count > 100);
        Assert.Equal((0, 0, 0), (watch.Counters.Lost, watch.Counters.Malformed, watch.Counters.ClockJumps));
    }
}
