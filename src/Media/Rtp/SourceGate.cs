namespace Vedette.Media.Rtp;

/// <summary>
/// Lets the packets of one source through. Old live555 servers let sessions nobody watches any more go on in somebody else's
/// connection, on the same channel; only the source tells them from ours.
/// </summary>
/// <remarks>
/// The first source is ours, unless one comes that was announced and the first was not. Another one takes its place when ours
/// was silent for <see cref="SilentSeconds"/> by the other's clock: an encoder that was started anew.
/// </remarks>
/// <param name="clockRate">RTP ticks per second.</param>
internal sealed class SourceGate(int clockRate)
{
    /// <summary>Longer than the pause between two pictures of a slow camera, shorter than a stall.</summary>
    public const int SilentSeconds = 2;

    private uint? _rival;
    private uint _rivalSince;

    /// <summary>What was announced.</summary>
    public AnnouncedSources Announced { get; set; } = new();

    /// <summary>Our source, or null before its first packet.</summary>
    public uint? Source { get; private set; }

    /// <summary>Whether the packet is of our source.</summary>
    public bool Lets(in RtpPacket packet)
    {
        if (packet.Source == Source)
        {
            _rival = null;
            return true;
        }

        if (Source is { } ours && !(Announced.Contains(packet.Source) && !Announced.Contains(ours)) && !HasOutlasted(packet))
        {
            return false;
        }

        (Source, _rival) = (packet.Source, null);
        return true;
    }

    private bool HasOutlasted(in RtpPacket packet)
    {
        if (_rival != packet.Source)
        {
            (_rival, _rivalSince) = (packet.Source, packet.Timestamp);
        }

        return (int)(packet.Timestamp - _rivalSince) >= (long)SilentSeconds * clockRate;
    }
}
