using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>A scripted camera that sends over UDP, from ports it may lie about.</summary>
internal sealed class UdpCamera : IAsyncDisposable
{
    private readonly Socket _packets = Bind(IPAddress.Loopback);
    private readonly Socket _reports = Bind(IPAddress.Loopback);
    private readonly ArrayBufferWriter<byte> _wire = new();
    private readonly H264Packetizer _packetizer = new(new RtpPacketWriter(0, 96, 1));
    private int _clientPort;
    private int _picture;

    public UdpCamera()
    {
        Camera.Answer = Answer;
        Camera.Play = (_, leaving) => PlayAsync(leaving);
    }

    public FakeCamera Camera { get; } = new();

    public SourceEndpoint Endpoint => Camera.Endpoint with { Transport = SourceTransport.Udp };

    /// <summary>What the Transport header says of the camera's ports; null for the truth.</summary>
    public string? SaidPorts { get; set; }

    /// <summary>Whether interleaved transport is refused with 461.</summary>
    public bool RefusesTcp { get; set; }

    /// <summary>Whether pictures are sent at all.</summary>
    public bool IsBarred { get; set; }

    /// <summary>The key picture sent over TCP; null for the usual one.</summary>
    public byte[]? Key { get; set; }

    /// <summary>Pictures sent.</summary>
    public int Sent => _picture;

    /// <summary>The client's RTP port.</summary>
    public IPEndPoint Client => new(IPAddress.Loopback, _clientPort);

    /// <summary>Sends packets from another socket before each picture.</summary>
    public Socket? Stranger { get; set; }

    /// <summary>The newest report that arrived, or null.</summary>
    public byte[]? TakeReport() => TakeFrom(_reports);

    /// <summary>The newest packet that arrived where RTP is sent from, or null.</summary>
    public byte[]? TakePunch() => TakeFrom(_packets);

    public async ValueTask DisposeAsync()
    {
        await Camera.DisposeAsync();
        _packets.Dispose();
        _reports.Dispose();
    }

    public static Socket Bind(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private static byte[]? TakeFrom(Socket socket)
    {
        byte[]? newest = null;
        while (socket.Available > 0)
        {
            var buffer = new byte[2048];
            newest = buffer[..socket.Receive(buffer)];
        }

        return newest;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private RtspMessage? Answer(RtspMessage request)
    {
        if (request.Method != "SETUP")
        {
            return null;
        }

        var asked = request.Headers["Transport"]!;
        if (asked.Contains("interleaved", StringComparison.Ordinal))
        {
            // From now on pictures come by TCP.
            Camera.Play = (stream, leaving) => FakeCamera.SendPicturesAsync(stream, int.MaxValue, leaving, Key);
            return RefusesTcp ? RtspMessage.Answer(request, 461, "Unsupported Transport") : null;
        }

        Camera.Play = (_, leaving) => PlayAsync(leaving);
        _clientPort = int.Parse(asked.Split("client_port=")[1].Split('-')[0], CultureInfo.InvariantCulture);
        var answer = RtspMessage.Answer(request, 200, "OK");
        answer.Headers.Add("Session", "0815;timeout=60");
        answer.Headers.Add("Transport", $"{asked}{SaidPorts ?? $";server_port={PortOf(_packets)}-{PortOf(_reports)}"}");
        return answer;
    }

    private async Task PlayAsync(CancellationToken leaving)
    {
        while (!leaving.IsCancellationRequested)
        {
            await SendPictureAsync(leaving);
            await Task.Delay(10, leaving);
        }
    }

    private async Task SendPictureAsync(CancellationToken leaving)
    {
        if (IsBarred)
        {
            return;
        }

        _packetizer.Write(_picture % 10 == 0 ? FakeCamera.Key : FakeCamera.Other, (uint)(_picture * 900), _wire);
        var packet = _wire.WrittenMemory[4..];
        if (Stranger is not null)
        {
            // As if it were the camera's, but ahead of its time and from another address.
            var forged = packet.ToArray();
            forged[3] += 5;
            _ = await Stranger.SendToAsync(forged, SocketFlags.None, Client, leaving);
        }

        _ = await _packets.SendToAsync(packet, SocketFlags.None, Client, leaving);
        _wire.ResetWrittenCount();
        _picture++;
    }
}
