using System.Buffers.Binary;
using Vedette.Media.Rtp;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class RtpPacketTests
{
    [Fact]
    public void Contributing_sources_extension_and_padding_are_taken_off()
    {
        byte[] bytes =
        [
            0xB1, 0xE0, 0x12, 0x34, 0, 0, 0, 5, 0, 0, 0, 9,     // V=2 P X CC=1, M PT=96
            0, 0, 0, 7,                                         // contributing source
            0xBE, 0xDE, 0, 1, 1, 2, 3, 4,                       // extension of one word
            0xAA, 0xBB, 0, 0, 3,                                // payload, padding of 3
        ];

        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        Assert.True(packet.Marker);
        Assert.Equal((96, 0x1234, 5u, 9u), (packet.PayloadType, packet.Sequence, packet.Timestamp, packet.Source));
        Assert.Equal([0xAA, 0xBB], packet.Payload.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("8060")]
    [InlineData("406000000000000000000000")]                // version 1
    [InlineData("9060000000000000000000000000FFFF")]        // extension beyond the end
    [InlineData("A0600000000000000000000009")]              // padding beyond the start
    public void What_is_no_packet_is_refused(string hex) => Assert.False(RtpPacket.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void Holes_are_counted_and_repetitions_and_foreign_types_left_out()
    {
        var receiver = new RtpReceiver(payloadType: 96, clockRate: 90_000);
        Assert.Equal((true, 0), Take(receiver, 65534));
        Assert.Equal((true, 0), Take(receiver, 65535));
        Assert.Equal((true, 2), Take(receiver, 2));
        Assert.Equal((false, 0), Take(receiver, 2));
        Assert.Equal((false, 0), Take(receiver, 3, type: 50));
        Assert.Equal((true, 0), Take(receiver, 3));
        Assert.Equal((true, 1), Take(receiver, 40_000));    // counted anew
    }

    [Fact]
    public void Another_source_takes_the_place_of_ours_only_when_ours_is_silent_for_two_seconds()
    {
        var receiver = new RtpReceiver(payloadType: 96, clockRate: 90_000);
        Assert.Equal((true, 0), Take(receiver, 0));
        Assert.Equal((false, 0), Take(receiver, 9000, source: 2));
        Assert.Equal((true, 0), Take(receiver, 1));
        Assert.Equal((false, 0), Take(receiver, 9001, source: 2, timestamp: 200_000));
        Assert.Equal((false, 0), Take(receiver, 9002, source: 2, timestamp: 379_999));
        Assert.Equal((true, 1), Take(receiver, 9003, source: 2, timestamp: 380_000));
        Assert.Equal((false, 0), Take(receiver, 2));
        Assert.Equal((true, 0), Take(receiver, 9004, source: 2, timestamp: 380_001));
    }

    [Fact]
    public void A_sender_report_is_found_in_a_compound()
    {
        byte[] compound = [0x80, 201, 0, 1, 0, 0, 0, 9, 0x80, 200, 0, 6, 0, 0, 0, 9, 0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.True(RtcpSenderReport.TryFind(compound, out var report));
        Assert.Equal(new RtcpSenderReport(9, 0x1_8000_0000, 5), report);
        Assert.False(RtcpSenderReport.TryFind(compound.AsSpan(0, 20), out _));
    }

    private static (bool, int) Take(RtpReceiver receiver, ushort sequence, byte type = 96, byte source = 1, uint timestamp = 0)
    {
        byte[] bytes = [0x80, type, (byte)(sequence >> 8), (byte)sequence, 0, 0, 0, 0, 0, 0, 0, source];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), timestamp);
        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        return (receiver.Take(packet, out var lost), lost);
    }
}
