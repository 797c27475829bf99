using System.Net;
using System.Net.Sockets;

namespace Vedette.Support;

/// <summary>The four UDP sockets between a client's and a camera's port pair. Only RTP from the camera feels the weather.</summary>
internal sealed class UdpRelay : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly (Socket Packets, Socket Reports) _cameraSide = Pair();
    private readonly (Socket Packets, Socket Reports) _clientSide = Pair();
    private readonly List<Task> _passing = [];
    private readonly UdpWeather _weather;
    private readonly Random _dice;
    private readonly int _clientPort;

    public UdpRelay(int clientPort, UdpWeather weather, Random dice) => (_clientPort, _weather, _dice) = (clientPort, weather, dice);

    public int CameraSidePort => PortOf(_cameraSide.Packets);

    public int ClientSidePort => PortOf(_clientSide.Packets);

    public int Forwarded { get; private set; }

    public int Lost { get; private set; }

    public int Delayed { get; private set; }

    public int Repeated { get; private set; }

    public void Open(int cameraPort)
    {
        _passing.Add(PassAsync(_cameraSide.Packets, packet => Suffer(packet)));
        _passing.Add(PassAsync(_cameraSide.Reports, packet => Send(_clientSide.Reports, packet, _clientPort + 1)));
        _passing.Add(PassAsync(_clientSide.Packets, packet => Send(_cameraSide.Packets, packet, cameraPort)));
        _passing.Add(PassAsync(_clientSide.Reports, packet => Send(_cameraSide.Reports, packet, cameraPort + 1)));
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_passing);
        foreach (var socket in (Socket[])[_cameraSide.Packets, _cameraSide.Reports, _clientSide.Packets, _clientSide.Reports])
        {
            socket.Dispose();
        }

        _closing.Dispose();
    }

    private void Suffer(ReadOnlyMemory<byte> packet)
    {
        Forwarded++;
        if (_dice.NextDouble() < _weather.Loss)
        {
            Lost++;
            return;
        }

        if (_dice.NextDouble() < _weather.Reordering)
        {
            Delayed++;
            _passing.Add(SendLaterAsync(packet.ToArray()));
            return;
        }

        Send(_clientSide.Packets, packet, _clientPort);
        if (_dice.NextDouble() < _weather.Repetition)
        {
            Repeated++;
            Send(_clientSide.Packets, packet, _clientPort);
        }
    }

    private async Task SendLaterAsync(byte[] packet)
    {
        try
        {
            await Task.Delay(_weather.Delay ?? TimeSpan.FromMilliseconds(20), _closing.Token);
            Send(_clientSide.Packets, packet, _clientPort);
        }
        catch (OperationCanceledException)
        {
            // The relay closes: like a packet that is lost.
        }
    }

    private async Task PassAsync(Socket from, Action<ReadOnlyMemory<byte>> to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var received = await from.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Loopback, 0), _closing.Token);
                to(buffer.AsMemory(0, received.ReceivedBytes));
            }
        }
        catch (OperationCanceledException)
        {
            // The relay closes.
        }
    }

    private static void Send(Socket socket, ReadOnlyMemory<byte> packet, int port) =>
        socket.SendTo(packet.Span, SocketFlags.None, new IPEndPoint(IPAddress.Loopback, port));

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static (Socket Packets, Socket Reports) Pair()
    {
        while (true)
        {
            var packets = Bind(0)!;
            if (PortOf(packets) % 2 == 0 && Bind(PortOf(packets) + 1) is { } reports)
            {
                return (packets, reports);
            }

            packets.Dispose();
        }
    }

    private static Socket? Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 << 20 };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
