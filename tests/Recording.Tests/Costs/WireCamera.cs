using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Recording.Tests.Costs;

/// <summary>
/// A camera of 25 pictures a second and 2.2 Mbit/s on a real socket, which sends when it is told to: a key picture of 60 kB
/// every second, others of 9 kB, and sound if asked for.
/// </summary>
internal sealed class WireCamera : IAsyncDisposable
{
    public const int PicturesPerKey = 25;
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    private const int SoundRate = 16_000;
    private const int SoundSamples = 1024;
    private const string Description =
        "v=0\r\ns=wire\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
        + "a=fmtp:96 sprop-parameter-sets=Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWA=,aOvjyyLA\r\na=control:video\r\n";

    private const string SoundDescription =
        "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 mpeg4-generic/16000\r\n"
        + "a=fmtp:97 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3;indexdeltalength=3\r\na=control:audio\r\n";

    private readonly bool _hasSound;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ArrayBufferWriter<byte> _wire = new(256 * 1024);
    private readonly Packetizer _pictures = new H264Packetizer(new RtpPacketWriter(0, 96, 1));
    private readonly Packetizer _sound = new AacPacketizer(new RtpPacketWriter(2, 97, 2));
    private readonly byte[] _key = Picture(0x65, 60_000);
    private readonly byte[] _other = Picture(0x41, 9_000);
    private readonly byte[] _frame = new byte[200];
    private readonly Socket[] _datagrams = new Socket[2];
    private readonly Task _answering;
    private Socket? _connection;
    private volatile bool _isPlaying;
    private long _frames;

    public WireCamera(bool isDatagram, bool hasSound)
    {
        _hasSound = hasSound;
        _listener.Start();
        Endpoint = new SourceEndpoint(new Uri($"rtsp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/live"), null, null)
        {
            Transport = isDatagram ? SourceTransport.Udp : SourceTransport.Tcp,
        };
        _answering = Task.Run(AnswerAsync);
    }

    public SourceEndpoint Endpoint { get; }

    public bool IsPlaying => _isPlaying;

    public long Pictures { get; private set; }

    public long Packets { get; private set; }

    /// <summary>Sends the next picture, and the sound up to it.</summary>
    public void Send()
    {
        var isKey = Pictures % PicturesPerKey == 0;
        _wire.ResetWrittenCount();
        _pictures.Write(isKey ? _key : _other, (uint)(Pictures * 3600), _wire);
        Pictures++;
        for (; _hasSound && _frames * SoundSamples < Pictures * Interval.TotalSeconds * SoundRate; _frames++)
        {
            _sound.Write(_frame, (uint)(_frames * SoundSamples), _wire);
        }

        var reader = new RtspMessageReader(_wire.WrittenSpan);
        while (reader.Read() == RtspItemKind.Frame)
        {
            Packets++;
            if (_datagrams[0] is not null)
            {
                _ = _datagrams[reader.Channel / 2].Send(reader.Payload);
            }
        }

        if (_datagrams[0] is null)
        {
            _ = _connection!.Send(_wire.WrittenSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _connection?.Dispose();
        foreach (var socket in _datagrams)
        {
            socket?.Dispose();
        }

        _ = await Record.ExceptionAsync(() => _answering);
    }

    private static byte[] Picture(byte header, int length)
    {
        var unit = new byte[4 + length];
        Array.Fill(unit, (byte)0x91);
        (unit[0], unit[1], unit[2], unit[3], unit[4]) = (0, 0, (byte)(length >> 8), unchecked((byte)length), header);
        return unit;
    }

    private async Task AnswerAsync()
    {
        _connection = await _listener.AcceptSocketAsync();
        _connection.NoDelay = true;
        _connection.SendTimeout = 10_000;   // nobody reads: fail rather than hang
        _connection.SendBufferSize = 1 << 20;
        var buffer = new byte[16 * 1024];
        var filled = 0;
        while (!_isPlaying)
        {
            filled += await _connection.ReceiveAsync(buffer.AsMemory(filled));
            while (TryTake(buffer, ref filled) is { } request)
            {
                _ = await _connection.SendAsync(Answer(request).ToBytes());
                _isPlaying |= request.Method == "PLAY";
            }
        }
    }

    private static RtspMessage? TryTake(byte[] buffer, ref int filled)
    {
        var reader = new RtspMessageReader(buffer.AsSpan(0, filled));
        if (reader.Read() != RtspItemKind.Message)
        {
            return null;
        }

        buffer.AsSpan(reader.Consumed, filled - reader.Consumed).CopyTo(buffer);
        filled -= reader.Consumed;
        return reader.Message;
    }

    private RtspMessage Answer(RtspMessage request)
    {
        var answer = RtspMessage.Answer(request, 200, "OK");
        switch (request.Method)
        {
            case "DESCRIBE":
                answer.Body = System.Text.Encoding.ASCII.GetBytes(Description + (_hasSound ? SoundDescription : ""));
                break;
            case "SETUP":
                // So long that no sign of life falls into what is measured.
                answer.Headers.Add("Session", "0815;timeout=86400");
                answer.Headers.Add("Transport", request.Headers["Transport"]! + Ports(request));
                break;
        }

        return answer;
    }

    /// <summary>Where a track's datagrams come from; nothing where they come in the connection.</summary>
    private string Ports(RtspMessage request)
    {
        var offer = TransportOffer.Read(request.Headers["Transport"]).First();
        if (offer.IsInterleaved)
        {
            return "";
        }

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Connect(IPAddress.Loopback, offer.Port);
        _datagrams[_datagrams[0] is null ? 0 : 1] = socket;
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return $";server_port={port}-{port + 1}";
    }
}
