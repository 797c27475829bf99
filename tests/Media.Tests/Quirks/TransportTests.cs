using Vedette.Media.Sources;
using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>How packets come.</summary>
public sealed class TransportTests
{
    [Theory]
    [InlineData(";server_port={ports}", "demand punch 10000")]      // a firewall lets answers in only
    [InlineData(";ssrc=22340005;server_port={ports};mode=play", "demand punch 10000")]
    [InlineData(";server_port=0-0", "wait 0")]
    [InlineData(";server_port=49152-49153", "wait 0")]              // sends from others than it says
    [InlineData(";server_port=;source=127.0.0.1", "wait 0")]
    [InlineData("", "wait 0")]
    public async Task Quirk_27_Over_udp_packets_are_taken_from_any_port_of_the_camera_and_put_into_order(string said, string before)
    {
        await using var camera = new ReplayedCamera(Transcript.Named("udp"), ("said", said), ("before", before));
        var replay = await Replay.OfAsync(camera, camera.Endpoint with { Transport = SourceTransport.Udp });

        replay.HasAllPictures();
        Assert.Equal((1, 1), (replay.Counters.Video.Reordered, replay.Counters.Video.Repeated));
    }
}
