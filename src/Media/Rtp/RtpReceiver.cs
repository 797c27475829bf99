namespace Vedette.Media.Rtp;

/// <summary>Watches the sequence numbers of one track. TCP keeps the order, so a hole is a loss at the camera.</summary>
/// <param name="payloadType">What the track's packets carry; others are not the track's.</param>
/// <param name="clockRate">RTP ticks per second.</param>
internal sealed class RtpReceiver(byte payloadType, int clockRate)
{
    private const int OldestDuplicate = 16;

    private bool _started;
    private uint _source;
    private ushort _next;

    /// <summary>Tells the track's source from others.</summary>
    public SourceGate Gate { get; } = new(clockRate);

    /// <summary>The source of the packets taken, or null before the first.</summary>
    public uint? Source => Gate.Source;

    /// <summary>Whether the packet is the track's and new; <paramref name="lost"/> is how many are missing before it.</summary>
    public bool Take(in RtpPacket packet, out int lost)
    {
        lost = 0;
        if (packet.PayloadType != payloadType)
        {
            return false; // Geovision sends type 50 in between
        }

        if (!Gate.Lets(packet))
        {
            return false;
        }

        if (_started && packet.Source == _source)
        {
            var ahead = (ushort)(packet.Sequence - _next);
            if (ahead >= ushort.MaxValue - OldestDuplicate)
            {
                return false;
            }

            // Far back: the camera counts anew. How many are lost is unknown, but something is.
            lost = ahead < 0x8000 ? ahead : 1;
        }
        else if (_started)
        {
            lost = 1; // another source from here on
        }

        // The first sequence number announced in RTP-Info is a lie too often; the first packet tells.
        (_started, _source, _next) = (true, packet.Source, (ushort)(packet.Sequence + 1));
        return true;
    }
}
