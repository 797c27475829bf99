using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.G711;

/// <summary>G.711: the payload is the samples (RFC 3551 section 4.5.14). Any length is taken: cameras send what they like.</summary>
internal sealed class G711Depacketizer : Depacketizer
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
