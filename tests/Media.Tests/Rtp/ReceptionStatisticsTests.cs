using System.Buffers.Binary;
using Vedette.Media.Rtp;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class ReceptionStatisticsTests
{
    private const int Rate = 90_000;
    private readonly ReceptionStatistics _statistics = new(Rate);

    [Fact]
    public void Loss_is_told_in_all_and_since_the_report_before()
    {
        Assert.False(_statistics.TryReport(TimeSpan.Zero, out _));
        Take(65530, 65531, 65534, 65535);
        Assert.Equal((2, 2 * 256 / 6, 65535u), Report());
        Take(65536, 65537, 65538);
        Assert.Equal((2, 0, 65538u), Report());
        Take(65540);
        Assert.Equal((3, 128, 65540u), Report());
    }

    [Fact]
    public void A_late_packet_makes_good_for_its_loss_and_a_restart_begins_anew()
    {
        Take(10, 12, 11);
        Assert.Equal((0, 0, 12u), Report());
        Take(30000, 30001);
        Assert.Equal((0, 0, 30001u), Report());
    }

    [Fact]
    public void Jitter_is_what_appendix_a_8_computes()
    {
        // Pictures each 40 ms, each second one 8 ms late: the difference of transit is 8 ms each time.
        var expected = 0.0;
        for (var picture = 0; picture < 200; picture++)
        {
            Take((ushort)picture, (uint)(picture * 3600), TimeSpan.FromMilliseconds((picture * 40) + (picture % 2 * 8)));
            expected += picture == 0 ? 0 : (0.008 - expected) / 16;
        }

        Assert.Equal(expected, _statistics.Jitter, 6);

        // A step of the sender's clock is no jitter.
        Take(200, 900_000_000, TimeSpan.FromSeconds(8));
        Assert.InRange(_statistics.Jitter, 0, 0.009);
    }

    [Fact]
    public void The_report_on_the_wire_is_as_the_rfc_draws_it()
    {
        Take(1, 2, 4);
        _statistics.Take(new RtcpSenderReport(7, 0x0102_0304_0506_0708, 0), TimeSpan.FromSeconds(1));
        Assert.True(_statistics.TryReport(TimeSpan.FromSeconds(3.5), out var report));
        Span<byte> bytes = stackalloc byte[RtcpReceiverReport.MaxBytes];
        var length = RtcpReceiverReport.Write(bytes, reporter: 9, report);

        Assert.Equal(52, length);
        Assert.Equal("81C90007" + "00000009" + "00000007" + "40000001" + "00000004" + "00000000" + "03040506" + "00028000", Convert.ToHexString(bytes[..32]));
        Assert.Equal("81CA0004" + "00000009" + "0107" + Convert.ToHexString("vedette"u8) + "000000", Convert.ToHexString(bytes[32..52]));
        Assert.Equal(28, RtcpReceiverReport.Write(bytes, reporter: 9, report: null));
        Assert.Equal("80C9000100000009", Convert.ToHexString(bytes[..8]));
    }

    private (int Lost, int Fraction, uint Highest) Report()
    {
        Assert.True(_statistics.TryReport(TimeSpan.FromSeconds(5), out var report));
        return (report.Lost, report.FractionLost, report.HighestSequence);
    }

    private void Take(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            Take((ushort)number, 0, TimeSpan.Zero);
        }
    }

    private void Take(ushort sequence, uint timestamp, TimeSpan arrival)
    {
        Span<byte> bytes = stackalloc byte[12];
        (bytes[0], bytes[1], bytes[11]) = (0x80, 96, 7);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], timestamp);
        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        _statistics.Take(packet, arrival);
    }
}
