using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>A TCP connection to a camera that never blocks and is never watched: whoever reads it comes by at his own pace.</summary>
/// <remarks>
/// Belongs here: the socket and the translation of its errors.
/// Does not: any asynchronous socket operation. The first of them registers a socket with .NET's event loop, and from then
/// on every arriving packet wakes a thread: several times the CPU time of reading in batches.
/// </remarks>
internal sealed class TcpLink : IRtspLink
{
    private const int ReceiveBufferBytes = 1 << 20;     // more than a second of 4 Mbit/s; the kernel takes what it needs
    private const int MaxUnsentBytes = 256 * 1024;

    private readonly Socket _socket;
    private readonly ArrayBufferWriter<byte> _unsent = new();

    private TcpLink(Socket socket) => _socket = socket;

    /// <inheritdoc/>
    public string Name => "RTSP over TCP";

    /// <inheritdoc/>
    public IPAddress LocalAddress => ((IPEndPoint)_socket.LocalEndPoint!).Address;

    /// <inheritdoc/>
    public IPAddress CameraAddress => ((IPEndPoint)_socket.RemoteEndPoint!).Address;

    /// <summary>Resolves the name, asks the policy, connects to the first address that answers.</summary>
    /// <param name="url">The camera's URL.</param>
    /// <param name="port">The port to connect to.</param>
    /// <param name="policy">Which addresses are allowed.</param>
    /// <param name="timeout">For both together.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">Nothing answers, or nothing may be asked.</exception>
    public static async Task<TcpLink> ConnectAsync(
        Uri url, int port, AddressPolicy policy, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        var pace = new WaitingPace(time, timeout);
        var addresses = await ResolveAsync(url, timeout, time, cancellation);
        var allowed = addresses.Where(policy.Allows).ToList();
        if (allowed.Count == 0)
        {
            throw SourceException.NotAllowed($"{url.IdnHost} leads to {addresses[0]}, an address that no camera may have.");
        }

        SocketError error;
        do
        {
            var endpoint = new IPEndPoint(allowed[0], port);
            allowed.RemoveAt(0);
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                error = await ConnectAsync(socket, endpoint, pace, cancellation);
                if (error == SocketError.Success)
                {
                    return new TcpLink(socket);
                }
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            socket.Dispose();
        }
        while (allowed.Count > 0 && !pace.IsOver);

        throw error == SocketError.ConnectionRefused
            ? new SourceException(FeedBreakCause.Refused, $"{url.IdnHost} refuses connections on port {port}. Is RTSP switched on in the camera, and is this its port?")
            : new SourceException(FeedBreakCause.Unreachable, $"{url.IdnHost} does not answer on port {port}. Is the camera powered and in the network?");
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> into)
    {
        var count = _socket.Receive(into, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.WouldBlock => 0,
            SocketError.Success when count > 0 => count,
            SocketError.Success => throw Closed("The camera closed the connection."),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable =>
                throw new SourceException(FeedBreakCause.Unreachable, "The camera went out of reach."),
            _ => throw Closed("The camera broke the connection off."),
        };
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_unsent.WrittenCount + bytes.Length > MaxUnsentBytes)
        {
            throw Closed("The camera does not take what is sent to it.");
        }

        _unsent.Write(bytes);
        Flush();
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_unsent.WrittenCount == 0)
        {
            return;
        }

        var sent = _socket.Send(_unsent.WrittenSpan, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            throw Closed("The camera broke the connection off.");
        }

        var rest = error == SocketError.Success ? _unsent.WrittenSpan[sent..].ToArray() : null;
        if (rest is not null)
        {
            _unsent.ResetWrittenCount();
            _unsent.Write(rest);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static SourceException Closed(string message) => new(FeedBreakCause.Closed, message);

    private static async Task<IPAddress[]> ResolveAsync(Uri url, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(url.IdnHost, out var literal))
        {
            return [literal];
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.IdnHost, cancellation).WaitAsync(timeout, time, cancellation);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception problem) when (problem is SocketException or TimeoutException or ArgumentException)
        {
            throw new SourceException(FeedBreakCause.Unreachable, $"The name {url.IdnHost} is not known in the network.", problem);
        }
    }

    private static async Task<SocketError> ConnectAsync(Socket socket, IPEndPoint endpoint, WaitingPace pace, CancellationToken cancellation)
    {
        socket.Blocking = false;
        socket.NoDelay = true;
        socket.ReceiveBufferSize = ReceiveBufferBytes;
        try
        {
            socket.Connect(endpoint);
            return SocketError.Success;
        }
        catch (SocketException problem) when (problem.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            pace.Restart();
        }
        catch (SocketException problem)
        {
            return problem.SocketErrorCode;
        }

        while (!socket.Poll(0, SelectMode.SelectWrite) && !socket.Poll(0, SelectMode.SelectError))
        {
            if (!await pace.WaitAsync(cancellation))
            {
                return SocketError.TimedOut;
            }
        }

        return (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
    }
}
