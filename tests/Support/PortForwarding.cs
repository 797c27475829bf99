using System.Net;
using System.Net.Sockets;

namespace Vedette.Support;

/// <summary>Forwards a port of the loopback to another one: lets a test take a server away and bring it back.</summary>
public sealed class PortForwarding : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    private PortForwarding(int from, int to)
    {
        _listener = new TcpListener(IPAddress.Loopback, from);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        _accepting = AcceptAsync(to);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static PortForwarding Start(int from, int to) => new(from, to);

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
    }

    private async Task AcceptAsync(int to)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await _listener.AcceptTcpClientAsync(_closing.Token), to));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient near, int to)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, to, _closing.Token);
                await Task.WhenAny(
                    near.GetStream().CopyToAsync(far.GetStream(), _closing.Token),
                    far.GetStream().CopyToAsync(near.GetStream(), _closing.Token));
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
            {
                // One side is gone: so is the other.
            }
        }
    }
}
