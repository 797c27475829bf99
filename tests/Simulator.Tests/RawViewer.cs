using System.Buffers.Binary;
using System.Net.Sockets;
using Vedette.Media.Rtsp;
using Xunit;

namespace Vedette.Simulator.Tests;

/// <summary>The plainest client: sends requests, and shows every answer and every interleaved frame as it came.</summary>
internal sealed class RawViewer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[RtspMessageReader.MaxItemBytes];
    private readonly Queue<object> _items = [];
    private int _filled;
    private int _sequence;

    private RawViewer(Uri url) => Url = url;

    public Uri Url { get; }

    public static async Task<RawViewer> ConnectAsync(Uri url)
    {
        var viewer = new RawViewer(url);
        await viewer._socket.ConnectAsync("127.0.0.1", url.Port);
        return viewer;
    }

    /// <summary>Connects, sets the video track up on channels 0 and 1, and plays.</summary>
    public static async Task<RawViewer> PlayAsync(Uri url)
    {
        var viewer = await ConnectAsync(url);
        Assert.Equal(200, (await viewer.AskAsync("SETUP", "/trackID=0", ("Transport", "RTP/AVP/TCP;unicast;interleaved=0-1"))).Status);
        Assert.Equal(200, (await viewer.AskAsync("PLAY")).Status);
        return viewer;
    }

    /// <summary>Asks and waits for the answer; frames that come before it wait their turn.</summary>
    public async Task<RtspMessage> AskAsync(string method, string below = "", params (string Name, string Value)[] headers)
    {
        var request = RtspMessage.Request(method, Url.ToString() + below);
        request.Headers.Add("CSeq", (++_sequence).ToString());
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        await _socket.SendAsync(request.ToBytes());
        List<object> before = [];
        while (true)
        {
            var item = await NextAsync() ?? throw new IOException("The camera closed the connection instead of answering.");
            if (item is RtspMessage answer)
            {
                Assert.Equal(_sequence, answer.CSeq);
                before.ForEach(_items.Enqueue);
                return answer;
            }

            before.Add(item);
        }
    }

    /// <summary>The next RTP packet of the video track, or null when the connection has ended.</summary>
    public async Task<RtpPacket?> NextPacketAsync()
    {
        while (await NextAsync() is { } item)
        {
            if (item is Frame { Channel: 0 } frame)
            {
                return RtpPacket.Read(frame.Payload);
            }
        }

        return null;
    }

    /// <summary>The packets of that many pictures, beginning with the next whole one, cut where the time stamp changes.</summary>
    public async Task<List<List<RtpPacket>>> PicturesAsync(int count)
    {
        List<List<RtpPacket>> pictures = [];
        List<RtpPacket> picture = [];
        while (pictures.Count < count)
        {
            var packet = await NextPacketAsync() ?? throw new IOException("The camera closed the connection.");
            if (picture.Count > 0 && picture[0].Stamp != packet.Stamp)
            {
                pictures.Add(picture);
                picture = [];
            }

            picture.Add(packet);
        }

        return pictures;
    }

    /// <summary>The next item, or null when the connection has ended.</summary>
    public async Task<object?> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (_items.Count == 0)
        {
            var received = await ReceiveAsync(deadline.Token);
            if (received == 0)
            {
                return null;
            }

            _filled += received;
            Take();
        }

        return _items.Dequeue();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(CancellationToken ct)
    {
        try
        {
            return await _socket.ReceiveAsync(_buffer.AsMemory(_filled), ct);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private void Take()
    {
        var reader = new RtspMessageReader(_buffer.AsSpan(0, _filled));
        for (var kind = reader.Read(); kind != RtspItemKind.Incomplete; kind = reader.Read())
        {
            _items.Enqueue(kind == RtspItemKind.Message ? reader.Message : new Frame(reader.Channel, reader.Payload.ToArray()));
        }

        _buffer.AsSpan(reader.Consumed, _filled - reader.Consumed).CopyTo(_buffer);
        _filled -= reader.Consumed;
    }

    internal sealed record Frame(byte Channel, byte[] Payload);

    internal sealed record RtpPacket(ushort Sequence, uint Stamp, bool Marker, byte NalType)
    {
        public static RtpPacket Read(byte[] bytes) => new(
            BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2)),
            BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4)),
            (bytes[1] & 0x80) != 0,
            (byte)(bytes[12] & 0x1F));
    }
}
