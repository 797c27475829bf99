using System.Buffers.Binary;
using System.Net;

namespace Vedette.Streams.Restreaming;

/// <summary>Datagrams to one client's ports: each frame one datagram, the even channels RTP, the odd ones RTCP.</summary>
/// <remarks>
/// Only to the address the RTSP connection came from. A receiver's socket holds some 90 packets, so no more than <see cref="RoundBytes"/>
/// leave in a round: 26 Mbit/s, and the cached group of pictures in a little while rather than at once.
/// </remarks>
internal sealed class DatagramOutgoing(DatagramPorts ports, TimeProvider time) : Outgoing(time)
{
    public const int RoundBytes = 64 * 1024;

    private const int FrameHeaderBytes = 4;

    private readonly SocketAddress?[] _to = new SocketAddress?[byte.MaxValue + 1];
    private readonly List<IPEndPoint> _reports = [];
    private int _allowance = RoundBytes;

    /// <summary>Where the client takes reports, which is also where its own come from.</summary>
    public IReadOnlyList<IPEndPoint> Reports => _reports;

    /// <summary>Where the packets of a channel and the reports of the next one go.</summary>
    public void Route(byte channel, IPAddress address, ushort port, ushort reportPort)
    {
        _to[channel] = new IPEndPoint(address, port).Serialize();
        _to[channel + 1] = new IPEndPoint(address, reportPort).Serialize();
        _reports.Add(new IPEndPoint(address, reportPort));
    }

    /// <summary>Another round begins.</summary>
    public void Refill() => _allowance = RoundBytes;

    protected override int SendSome(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && _allowance > 0)
        {
            var channel = bytes[taken + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(taken + 2)..]);
            if (_to[channel] is { } to && !ports.TrySend(bytes.Slice(taken + FrameHeaderBytes, length), isReport: channel % 2 == 1, to))
            {
                break; // the machine's own queue is full
            }

            taken += FrameHeaderBytes + length;
            _allowance -= length;
        }

        return taken;
    }

    protected override void Release()
    {
        // The ports are everybody's.
    }
}
