using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Simulator.Serving;

/// <summary>One client's packets as datagrams, each frame one; what the machine does not take at once is lost, as it would be on a line.</summary>
internal sealed class Datagrams : IPacketWay, IDisposable
{
    private const int FrameHeader = 4;

    private readonly Socket _packets = Bind();
    private readonly Socket _reports = Bind();
    private readonly Dictionary<byte, IPEndPoint> _to = [];
    private readonly Lock _gate = new();
    private bool _isClosed;

    /// <summary>Where RTP comes from.</summary>
    public int Port => ((IPEndPoint)_packets.LocalEndPoint!).Port;

    /// <summary>Where RTCP comes from: not always the next port, as with some cameras.</summary>
    public int ReportPort => ((IPEndPoint)_reports.LocalEndPoint!).Port;

    /// <summary>Where a track's packets and reports go.</summary>
    public void Route(byte channel, ushort port, ushort reportPort)
    {
        lock (_gate)
        {
            _to[channel] = new IPEndPoint(IPAddress.Loopback, port);
            _to[(byte)(channel + 1)] = new IPEndPoint(IPAddress.Loopback, reportPort);
        }
    }

    public bool Send(ReadOnlySpan<byte> frames)
    {
        lock (_gate)
        {
            while (!frames.IsEmpty && !_isClosed)
            {
                // Garbage between frames is for connections; as a datagram it is one packet that is none.
                var isFrame = frames[0] == '$' && frames.Length >= FrameHeader;
                var length = isFrame ? BinaryPrimitives.ReadUInt16BigEndian(frames[2..]) : frames.Length;
                var payload = isFrame ? frames.Slice(FrameHeader, length) : frames;
                SendOne(payload, isFrame ? frames[1] : (byte)0);
                frames = frames[(isFrame ? FrameHeader + length : length)..];
            }

            return !_isClosed;
        }
    }

    public void Flush()
    {
        // Nothing is kept.
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _packets.Dispose();
            _reports.Dispose();
        }
    }

    private void SendOne(ReadOnlySpan<byte> payload, byte channel)
    {
        try
        {
            if (_to.TryGetValue(channel, out var to))
            {
                _ = (channel % 2 == 0 ? _packets : _reports).SendTo(payload, SocketFlags.None, to);
            }
        }
        catch (SocketException)
        {
            // Lost: a full queue, or a client that has closed its port.
        }
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
