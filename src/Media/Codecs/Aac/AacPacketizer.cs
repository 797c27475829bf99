using System.Buffers;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.Aac;

/// <summary>AAC access units as packets of mpeg4-generic in the mode AAC-hbr (RFC 3640 sections 3.2 and 3.3.6): one in a packet, or one in several.</summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, at least 16.</param>
public sealed class AacPacketizer(RtpPacketWriter packets, int maxPayloadBytes = Packetizer.UsualPayloadBytes) : Packetizer(packets, maxPayloadBytes)
{
    private const int HeaderBytes = 4;
    private const int HeaderBits = 16;

    // What 13 bits of size can say; the largest frame of eight channels has 6144 bytes.
    private const int MaxUnitBytes = (1 << 13) - 1;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to)
    {
        if (unit.Length > MaxUnitBytes)
        {
            throw new ArgumentException("The unit is too long for the mode AAC-hbr.", nameof(unit));
        }

        // | AU-headers-length (16 bits: 16) | size of the whole unit (13) | index (3) | AU, or a piece of it |
        Span<byte> header = [0, HeaderBits, (byte)(unit.Length >> 5), (byte)(unit.Length << 3)];
        while (!unit.IsEmpty)
        {
            var piece = unit[..Math.Min(unit.Length, MaxPayloadBytes - HeaderBytes)];
            unit = unit[piece.Length..];
            Packets.Write(timestamp, marker: unit.IsEmpty, header, piece, to);
        }
    }
}
