using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Hosting;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Restreaming;

/// <summary>The RTSP server: <c>rtsp://host:8554/&lt;camera&gt;</c> for players and other recorders.</summary>
/// <remarks>
/// Belongs here: the ports, and how many may be connected. Does not: speaking RTSP.
/// A port that cannot be had is tried again; recording and the web do not depend on it.
/// </remarks>
internal sealed class RestreamServer(
    StreamsOptions options,
    VedetteOptions process,
    CameraCatalogue catalogue,
    Doorkeeper door,
    CameraAccess access,
    RestreamPacer pacer,
    WatchLog log,
    TimeProvider time,
    ILogger<RestreamServer> logger) : BackgroundService
{
    private const int Backlog = 64;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FullPause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<RestreamConnection, Task> _connections = new();

    /// <summary>The port listened on; null while there is none.</summary>
    public int? Port { get; private set; }

    /// <summary>How many are connected.</summary>
    public int Connections => _connections.Count;

    /// <summary>Ends what was begun with a key.</summary>
    public void End(Guid key)
    {
        foreach (var connection in _connections.Keys.Where(connection => connection.Key == key))
        {
            connection.Close();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pacer.Dispose();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Restream)
        {
            return;
        }

        for (var told = false; ; told = true)
        {
            try
            {
                await ServeAsync(stoppingToken);
                return;
            }
            catch (SocketException taken)
            {
                if (!told)
                {
                    StreamsLog.RestreamPortTaken(logger, options.RestreamPort, taken.Message);
                }
            }
            finally
            {
                Port = null;
            }

            await Task.Delay(RetryAfter, time, stoppingToken);
        }
    }

    private async Task ServeAsync(CancellationToken stopping)
    {
        var address = options.RestreamAddress is { Length: > 0 } text ? IPAddress.Parse(text) : process.Address;
        using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address.Equals(IPAddress.IPv6Any))
        {
            listener.DualMode = true;
        }

        listener.Bind(new IPEndPoint(address, options.RestreamPort));
        using var ports = DatagramPorts.Open(address, options.RestreamUdpPort);
        listener.Listen(Backlog);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        StreamsLog.RestreamListening(logger, address, Port.Value, ports.Port);

        // The end of either is the end of both.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var desk = new RestreamDesk(catalogue, door, access, ports, log);
        try
        {
            await Task.WhenAny(AcceptAsync(listener, desk, end.Token), ports.ListenAsync(end.Token)).Unwrap();
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(_connections.Values);
        }
    }

    private async Task AcceptAsync(Socket listener, RestreamDesk desk, CancellationToken stopping)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync(stopping);
            }
            catch (SocketException gone) when (gone.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                continue; // left before we got to it
            }
            catch (SocketException full) when (full.SocketErrorCode is SocketError.TooManyOpenSockets)
            {
                await Task.Delay(FullPause, time, stopping);
                continue;
            }

            Take(client, desk, stopping);
        }
    }

    private void Take(Socket client, RestreamDesk desk, CancellationToken stopping)
    {
        try
        {
            var connection = new RestreamConnection(client, desk, pacer, time);
            if (_connections.Count >= options.RestreamClients
                || _connections.Keys.Count(other => other.Address.Equals(connection.Address)) >= options.RestreamClientsPerAddress)
            {
                connection.Dispose();
                return;
            }

            // Entered before it runs, so that it cannot leave before it was entered.
            var entered = new TaskCompletionSource();
            _connections[connection] = RunAsync(connection, entered.Task, stopping);
            entered.SetResult();
        }
        catch (SocketException)
        {
            client.Dispose(); // left already
        }
    }

    private async Task RunAsync(RestreamConnection connection, Task entered, CancellationToken stopping)
    {
        await entered;
        try
        {
            await connection.RunAsync(stopping);
        }
        catch (Exception unexpected)
        {
            // A fault of ours, which costs this client its connection and nobody else anything.
            StreamsLog.RestreamFailed(logger, unexpected);
        }
        finally
        {
            connection.Dispose();
            _ = _connections.TryRemove(connection, out _);
        }
    }
}
