using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>The two UDP ports a scripted camera sends from: whatever its transcript says they are.</summary>
internal sealed class Datagrams : IDisposable
{
    private readonly Socket[] _sockets = [Bind(), Bind()];
    private int _clientPort;

    /// <summary>The ports as a Transport header names them.</summary>
    public string Ports => $"{Port(0)}-{Port(1)}";

    /// <summary>Whether the viewer sent something to the port packets come from: a firewall lets answers in only then.</summary>
    public bool WasPunched => _sockets[0].Available > 0;

    /// <summary>Reads where the viewer wants packets.</summary>
    public void Aim(string? transport)
    {
        if (transport?.Split("client_port=") is [_, var ports, ..])
        {
            _clientPort = int.Parse(ports.Split('-', ';')[0], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Sends a packet, or on an odd channel a report.</summary>
    public async Task SendAsync(byte channel, ReadOnlyMemory<byte> bytes, CancellationToken leaving) =>
        await _sockets[channel & 1].SendToAsync(bytes, SocketFlags.None, new IPEndPoint(IPAddress.Loopback, _clientPort + (channel & 1)), leaving);

    public void Dispose() => Array.ForEach(_sockets, socket => socket.Dispose());

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private int Port(int at) => ((IPEndPoint)_sockets[at].LocalEndPoint!).Port;
}
