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

    [Fact]
    public void A_name_says_all_that_was_put_into_it()
    {
        var name = new SegmentName(CameraId.New(), new DateTimeOffset(2028, 2, 29, 23, 59, 59, 7, TimeSpan.Zero), 123_456_789);

        Assert.True(SegmentName.TryParse(name.CameraId, Path.GetFileName(name.Path), out var read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".mp4")]
    [InlineData("gaps.jsonl")]
    [InlineData("20261121T115900.000Z.mp4")]
    [InlineData("20261121T115900.000Z-.mp4")]
    [InlineData("20261121T115900.000Z-00000001.mp4.damaged")]
    [InlineData("20261121T115900.000Z-0000000x.mp4")]
    [InlineData("20261121T115900.000Z--0000001.mp4")]
    [InlineData("20261121T115900.000Z-99999999999999999999.mp4")]
    [InlineData("20270229T115900.000Z-00000001.mp4")]
    [InlineData("20261321T115900.000Z-00000001.mp4")]
    [InlineData("20261121T245900.000Z-00000001.mp4")]
    [InlineData("20261121T116000.000Z-00000001.mp4")]
    [InlineData("20261121T11590٠.000Z-00000001.mp4")]
    [InlineData("00001121T115900.000Z-00000001.mp4")]
    [InlineData("20261121 115900.000Z-00000001.mp4")]
    [InlineData("20261121T115900,000Z-00000001.mp4")]
    [InlineData("20261121T115900.000+-00000001.mp4")]
    public void What_the_recorder_did_not_write_is_no_name_of_a_segment(string name) =>
        Assert.False(SegmentName.TryParse(CameraId.New(), name, out _));
}
