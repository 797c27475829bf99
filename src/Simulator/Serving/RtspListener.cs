using System.Net;
using System.Net.Sockets;

namespace Vedette.Simulator.Serving;

/// <summary>Accepts clients on one port of 127.0.0.1, or refuses them.</summary>
/// <remarks>
/// Belongs here: owning the port. While refusing, the port stays bound without listening, so that the kernel answers
/// "connection refused" and nobody else takes it.
/// </remarks>
internal sealed class RtspListener : IAsyncDisposable
{
    private const int Backlog = 128;

    private readonly Func<Socket, RtspConnection> _open;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private Socket _socket;

    /// <summary>Starts to accept.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="open">Makes a connection of a client's socket.</param>
    public RtspListener(int port, Func<Socket, RtspConnection> open)
    {
        _open = open;
        _socket = Bind(port);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        Listen();
    }

    public int Port { get; }

    /// <summary>Refuses from now on.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _socket.Dispose();
            _socket = Bind(Port);
        }
    }

    /// <summary>Accepts again.</summary>
    public void Accept()
    {
        lock (_gate)
        {
            _socket.Dispose();
            _socket = Bind(Port);
            Listen();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            _socket.Dispose();
            running = [.. _running];
        }

        await Task.WhenAll(running);
        _end.Dispose();
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private void Listen()
    {
        _socket.Listen(Backlog);
        Track(AcceptAsync(_socket));
    }

    private async Task AcceptAsync(Socket listening)
    {
        try
        {
            while (true)
            {
                Track(_open(await listening.AcceptAsync(_end.Token)).RunAsync(_end.Token));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed under the pending accept: refusing, or the end.
        }
    }

    private void Track(Task work)
    {
        lock (_gate)
        {
            // Faults are bugs: they stay, and come out when the simulator is disposed.
            _running.RemoveWhere(task => task.IsCompletedSuccessfully);
            _running.Add(work);
        }
    }
}
