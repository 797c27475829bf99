using Vedette.Media.Rtsp;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class TransportOfferTests
{
    [Theory]
    [InlineData("RTP/AVP/TCP;unicast;interleaved=2-3", true, 2, 0, 0)]
    [InlineData("RTP/AVP/TCP; unicast ; INTERLEAVED=254-255", true, 254, 0, 0)]
    [InlineData("RTP/AVP;unicast;client_port=5000-5001", false, null, 5000, 5001)]
    [InlineData("RTP/AVP/UDP;unicast;client_port=5000;mode=\"PLAY\"", false, null, 5000, 5001)]
    [InlineData("RTP/AVP;unicast;client_port=5000-5001;destination=192.0.2.1;source=192.0.2.2", false, null, 5000, 5001)]
    public void An_offer_is_read(string header, bool isInterleaved, int? channel, int port, int reportPort) =>
        Assert.Equal(new TransportOffer(isInterleaved, (byte?)channel, (ushort)port, (ushort)reportPort), Assert.Single(TransportOffer.Read(header)));

    [Fact]
    public void Offers_keep_their_order_and_the_channel_may_be_left_to_the_server() =>
        Assert.Equal(
            [new TransportOffer(false, null, 5000, 5001), new TransportOffer(true, null, 0, 0)],
            TransportOffer.Read("RTP/AVP;unicast;client_port=5000-5001,RTP/AVP/TCP;unicast"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(";;;,,,")]
    [InlineData("RTP/AVP;multicast;client_port=5000-5001")]
    [InlineData("RTP/AVP;unicast")]
    [InlineData("RTP/AVP;unicast;client_port=0-1")]
    [InlineData("RTP/AVP;unicast;client_port=65535-65536")]
    [InlineData("RTP/AVP;unicast;client_port=-1")]
    [InlineData("RTP/AVP/TCP;unicast;interleaved=255-256")]
    [InlineData("RTP/AVP/TCP;unicast;interleaved=0-1;mode=record")]
    [InlineData("RTP/SAVP;unicast;client_port=5000-5001")]
    public void What_cannot_be_served_is_no_offer(string? header) => Assert.Empty(TransportOffer.Read(header));
}
