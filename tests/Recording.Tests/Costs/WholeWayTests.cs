using Xunit;

namespace Vedette.Recording.Tests.Costs;

/// <summary>What recording allocates, from the socket to the device: nothing for a packet or a picture, little for a fragment and a segment.</summary>
public sealed class WholeWayTests
{
    // A step of the lane and what it carries; a segment has three: the end of one, the beginning of the next, its first fragment.
    private const int SendingPerFragment = 300;

    // The segment as it stands now and what others see of it, the hash so far, the commit: half a time a second and camera.
    private const int WritingPerFragment = 5 * 1024;

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public async Task Nothing_is_allocated_for_a_packet_or_a_picture_and_little_for_a_fragment(bool isDatagram, bool hasSound, bool isEncrypted)
    {
        await using var way = new WholeWay(isDatagram, hasSound);
        var settings = way.Rig.Settings;
        await settings.ReplaceAsync(settings.Current with { EncryptFootage = isEncrypted }, TestContext.Current.CancellationToken);
        await way.StartAsync(warmUpPictures: 1000);

        var cost = way.Record(2000);

        // The stage that allocates is the one whose figure is not as it should be.
        var isCheap = cost is { Reading: 0, Collecting: 0, Lost: 0 }
            && cost.Sending <= SendingPerFragment * cost.Fragments
            && cost.Writing <= WritingPerFragment * cost.Fragments;
        Assert.True(isCheap, cost.ToString());
        Assert.InRange(cost.Fragments, 100, 160);
        Assert.InRange(cost.Segments, 7, 9);
    }

    [Fact]
    public async Task A_fragment_is_one_write_and_nothing_is_opened_or_renamed_for_it()
    {
        await using var way = new WholeWay();
        await way.StartAsync(warmUpPictures: 500);
        var (fragments, writes, creations, others) = (way.FragmentsOnDisk, way.Disk.Writes, way.Disk.Creations, way.Disk.Others);

        var cost = way.Record(1000);

        Assert.Equal(way.FragmentsOnDisk - fragments + cost.Segments, way.Disk.Writes - writes);
        Assert.Equal((cost.Segments, 0), (way.Disk.Creations - creations, way.Disk.Others - others));
    }
}
