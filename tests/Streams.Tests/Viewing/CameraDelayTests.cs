using Vedette.Streams.Viewing;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

public sealed class CameraDelayTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(-0.12, 0.12)]
    [InlineData(-4.9, 4.9)]
    [InlineData(0.03, 0d)]      // a little ahead: the clocks agree as well as clocks do
    [InlineData(0.2, null)]     // pictures do not arrive before they are sent
    [InlineData(-6d, null)]
    [InlineData(-7200d, null)]  // set to another time zone
    public void What_the_camera_says_is_believed_only_where_it_can_be_true(double? offset, double? delay) =>
        Assert.Equal(delay, CameraDelay.Of(offset is { } seconds ? TimeSpan.FromSeconds(seconds) : null)?.TotalSeconds);
}
