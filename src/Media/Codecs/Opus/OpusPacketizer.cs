using System.Buffers;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.Opus;

/// <summary>Opus: one packet of the codec is one of RTP, never cut (RFC 7587 section 4.2). A larger one than the line carries is left to IP.</summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">What other codecs keep to.</param>
public sealed class OpusPacketizer(RtpPacketWriter packets, int maxPayloadBytes = Packetizer.UsualPayloadBytes) : Packetizer(packets, maxPayloadBytes)
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to) =>
        Packets.Write(timestamp, marker: false, [], unit, to);
}
