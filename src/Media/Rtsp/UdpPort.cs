using System.Net;
using System.Net.Sockets;

namespace Vedette.Media.Rtsp;

/// <summary>
/// One UDP socket for one camera. Whatever port the camera promised to send from, the first fitting packet from its address tells the truth:
/// from then on the kernel lets nothing else through.
/// </summary>
/// <remarks>Belongs here: the socket, and who may be heard. Does not: knowing what a packet is, waiting, any asynchronous operation.</remarks>
internal sealed class UdpPort : IDisposable
{
    private readonly Socket _socket;
    private readonly SocketAddress _sender;
    private readonly int _receivedBytes;
    private SocketAddress? _camera;
    private SocketAddress? _target;

    private UdpPort(Socket socket)
    {
        _socket = socket;
        _sender = new SocketAddress(socket.AddressFamily);
        _receivedBytes = socket.ReceiveBufferSize;
    }

    /// <summary>The local port.</summary>
    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Bytes the kernel keeps while nobody reads, its own bookkeeping included.</summary>
    public int KernelBytes => _receivedBytes;

    /// <summary>Whether one sender was chosen and only that one is heard.</summary>
    public bool IsHeldOn { get; private set; }

    /// <summary>Whether something waits to be received.</summary>
    public bool HasWaiting => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Binds a socket; null when the port is taken.</summary>
    /// <param name="local">The address to bind to: the one the camera is talked to from.</param>
    /// <param name="port">The port, or 0 for any.</param>
    /// <param name="kernelBytes">How much to ask the kernel to keep.</param>
    public static UdpPort? TryBind(IPAddress local, int port, int kernelBytes)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Blocking = false;
            socket.ReceiveBufferSize = kernelBytes;
            socket.Bind(new IPEndPoint(local, port));
            return new UdpPort(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Says whose packets are heard, and where to send to.</summary>
    /// <param name="camera">The address packets may come from.</param>
    /// <param name="port">The port the camera said it uses, or 0.</param>
    public void Expect(IPAddress camera, int port)
    {
        _camera = new IPEndPoint(camera, port).Serialize();
        _target = port > 0 ? _camera : null;
    }

    /// <summary>Takes the next packet of the camera, without waiting.</summary>
    /// <param name="into">Where to put it.</param>
    /// <param name="isForeign">Whether one was thrown away because somebody else sent it.</param>
    /// <returns>How many bytes; 0 when there is nothing.</returns>
    public int Receive(Span<byte> into, out bool isForeign)
    {
        isForeign = false;
        if (IsHeldOn)
        {
            // A refusal from afar (ICMP) is reported here once; whether the camera is lost, its silence tells.
            var count = _socket.Receive(into, SocketFlags.None, out var error);
            return error == SocketError.Success ? count : 0;
        }

        if (_camera is null || !HasWaiting)
        {
            return 0;
        }

        try
        {
            var count = _socket.ReceiveFrom(into, SocketFlags.None, _sender);
            isForeign = !IsFromCamera();
            return isForeign ? 0 : count;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>The sender of the packet received last is the camera's: hears nobody else from now on, and sends there.</summary>
    public void HoldOn()
    {
        var sender = (IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(_sender);
        try
        {
            _socket.Connect(sender);
            (IsHeldOn, _target) = (true, null);
        }
        catch (SocketException)
        {
            // No route back at the moment: the next packet tries again.
        }
    }

    /// <summary>Sends; what cannot be sent now is dropped.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (IsHeldOn)
        {
            _ = _socket.Send(bytes, SocketFlags.None, out _);
        }
        else if (_target is not null)
        {
            try
            {
                _ = _socket.SendTo(bytes, SocketFlags.None, _target);
            }
            catch (SocketException)
            {
                // A report or a punch that is not sent is like one that is lost on the way.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Compares the address alone: bytes 4 to 7 of an IPv4 socket address, 8 to 23 of an IPv6 one.</summary>
    private bool IsFromCamera()
    {
        var range = _socket.AddressFamily == AddressFamily.InterNetwork ? 4..8 : 8..24;
        return _sender.Buffer.Span[range].SequenceEqual(_camera!.Buffer.Span[range]);
    }
}
