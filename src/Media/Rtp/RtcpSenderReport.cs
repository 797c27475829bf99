using System.Buffers.Binary;

namespace Vedette.Media.Rtp;

/// <summary>What a sender says about its clock (RFC 3550 section 6.4.1).</summary>
/// <param name="Source">The synchronization source.</param>
/// <param name="Ntp">The sender's wall clock, NTP 32.32; 0 when it has none.</param>
/// <param name="Timestamp">The RTP time of the same instant.</param>
public readonly record struct RtcpSenderReport(uint Source, ulong Ntp, uint Timestamp)
{
    /// <summary>The packet type of a sender report.</summary>
    public const byte PacketType = 200;

    private const int Length = 28;

    /// <summary>Finds the sender report in a compound packet; false when there is none or the packet is broken.</summary>
    public static bool TryFind(ReadOnlySpan<byte> compound, out RtcpSenderReport report)
    {
        report = default;
        while (compound.Length >= 4 && compound[0] >> 6 == 2)
        {
            var length = 4 * (BinaryPrimitives.ReadUInt16BigEndian(compound[2..]) + 1);
            if (length > compound.Length)
            {
                return false;
            }

            if (compound[1] == PacketType && length >= Length)
            {
                report = new RtcpSenderReport(
                    BinaryPrimitives.ReadUInt32BigEndian(compound[4..]),
                    BinaryPrimitives.ReadUInt64BigEndian(compound[8..]),
                    BinaryPrimitives.ReadUInt32BigEndian(compound[16..]));
                return true;
            }

            compound = compound[length..];
        }

        return false;
    }
}
