using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.H264;

/// <summary>Cuts access units into RTP packets: single NAL unit packets and FU-A (RFC 6184 sections 5.6 and 5.8).</summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, at least 3; 1400 like a camera.</param>
public sealed class H264Packetizer(RtpPacketWriter packets, int maxPayloadBytes = 1400)
{
    private const int LengthBytes = 4;
    private const byte FuA = 28;

    /// <summary>Writes a unit; its last packet has the marker bit.</summary>
    /// <param name="unit">NAL units, each behind its length in 4 bytes big-endian, as <see cref="Units.AccessUnit"/> keeps them.</param>
    /// <param name="timestamp">RTP time of presentation, 90 kHz.</param>
    /// <param name="to">Where to write the interleaved frames.</param>
    /// <exception cref="ArgumentException">The lengths do not add up.</exception>
    public void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayloadBytes, 3);
        while (!unit.IsEmpty)
        {
            var length = unit.Length < LengthBytes ? int.MaxValue : BinaryPrimitives.ReadInt32BigEndian(unit);
            if (length <= 0 || length > unit.Length - LengthBytes)
            {
                throw new ArgumentException("The unit is not a sequence of NAL units behind their lengths.", nameof(unit));
            }

            var nal = unit.Slice(LengthBytes, length);
            unit = unit[(LengthBytes + length)..];
            WriteNal(nal, timestamp, isLast: unit.IsEmpty, to);
        }
    }

    private void WriteNal(ReadOnlySpan<byte> nal, uint timestamp, bool isLast, IBufferWriter<byte> to)
    {
        if (nal.Length <= maxPayloadBytes)
        {
            packets.Write(timestamp, isLast, [], nal, to);
            return;
        }

        //  FU indicator        FU header
        // |F|NRI|  28     |   |S|E|R| type    |   fragment …
        Span<byte> head = [(byte)((nal[0] & 0xE0) | FuA), (byte)(0x80 | (nal[0] & 0x1F))];
        for (var rest = nal[1..]; !rest.IsEmpty;)
        {
            var piece = rest[..Math.Min(rest.Length, maxPayloadBytes - head.Length)];
            rest = rest[piece.Length..];
            if (rest.IsEmpty)
            {
                head[1] |= 0x40;
            }

            packets.Write(timestamp, isLast && rest.IsEmpty, head, piece, to);
            head[1] &= 0x7F;
        }
    }
}
