using Vedette.Foundation;
using Vedette.Recording.Footage;
using Xunit;

namespace Vedette.Recording.Tests.Footage;

public sealed class SegmentNameTests
{
    [Fact]
    public void The_hour_that_comes_twice_in_autumn_is_two_hours_on_disk_and_nothing_is_written_over()
    {
        var camera = CameraId.New();
        var summer = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2));
        var winter = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(1));

        var (first, second) = (new SegmentName(camera, summer, 7).Path, new SegmentName(camera, winter, 7).Path);

        Assert.EndsWith("/2026-10-25/00/20261025T003000.000Z-00000007.mp4", first, StringComparison.Ordinal);
        Assert.EndsWith("/2026-10-25/01/20261025T013000.000Z-00000007.mp4", second, StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(first, second) < 0);
    }
}
