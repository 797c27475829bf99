using System.Buffers;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.G711;

/// <summary>G.711: the samples are the payload (RFC 3551 section 4.5.14). What does not fit goes on in the next packet, later by its samples.</summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="channels">Channels of the track, at least 1: a sample of each is one tick of the clock.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, at least 16.</param>
public sealed class G711Packetizer(RtpPacketWriter packets, int channels = 1, int maxPayloadBytes = Packetizer.UsualPayloadBytes)
    : Packetizer(packets, maxPayloadBytes)
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to)
    {
        var most = MaxPayloadBytes - (MaxPayloadBytes % channels);
        while (!unit.IsEmpty)
        {
            // The marker would say that silence ended here (RFC 3551 section 4.1); cameras do not leave silence out.
            var piece = unit[..Math.Min(unit.Length, most)];
            Packets.Write(timestamp, marker: false, [], piece, to);
            timestamp += (uint)(piece.Length / channels);
            unit = unit[piece.Length..];
        }
    }
}
