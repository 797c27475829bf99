using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.Opus;

/// <summary>Opus: the payload is one packet of the codec (RFC 7587 section 4.2).</summary>
internal sealed class OpusDepacketizer : Depacketizer
{
    /// <inheritdoc/>
    public override void Push(in RtpPacket packet, int lost)
    {
        if (!packet.Payload.IsEmpty)
        {
            Complete(packet.Payload, packet.Timestamp, isKey: true, lost);
        }
    }

    /// <inheritdoc/>
    public override void CheckInvariants()
    {
    }
}
