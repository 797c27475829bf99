using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Vedette.Support;

/// <summary>
/// Stands between an RTSP client and a camera on loopback: RTSP passes through with the ports in SETUP changed, so that RTP over UDP passes
/// through as well, and there packets are lost, repeated and overtaken as the weather wants it. The camera keeps its path:
/// only the port of its URL is another one.
/// </summary>
public sealed partial class LossyUdp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<UdpRelay> _relays = [];
    private readonly UdpWeather _weather;
    private readonly Random _dice;
    private readonly Task _accepting;

    private LossyUdp(int cameraPort, UdpWeather weather)
    {
        (_weather, _dice) = (weather, new Random(weather.Seed));
        _listener.Start();
        _accepting = AcceptAsync(cameraPort);
    }

    /// <summary>The port to reach the camera at.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What happened to RTP packets on their way from the camera, all clients together.</summary>
    public (int Forwarded, int Lost, int Delayed, int Repeated) Counts
    {
        get
        {
            lock (_relays)
            {
                return (_relays.Sum(relay => relay.Forwarded), _relays.Sum(relay => relay.Lost), _relays.Sum(relay => relay.Delayed), _relays.Sum(relay => relay.Repeated));
            }
        }
    }

    /// <summary>Starts to stand in front of the camera at that port of the loopback.</summary>
    public static LossyUdp Start(int cameraPort, UdpWeather weather) => new(cameraPort, weather);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }

        _closing.Dispose();
    }

    private async Task AcceptAsync(int cameraPort)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token), cameraPort));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client, int cameraPort)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, cameraPort, _closing.Token);
            var asked = new Queue<UdpRelay>();
            _ = await Task.WhenAny(
                PassAsync(near.GetStream(), far.GetStream(), text => ClientPort().Replace(text, match => Ask(match, asked))),
                PassAsync(far.GetStream(), near.GetStream(), text => ServerPort().Replace(text, match => Answer(match, asked))));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
        {
            // One side is gone: so is the other.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Func<string, string> change)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _closing.Token) is var count and > 0)
        {
            var bytes = buffer.AsMemory(0, count);
            await to.WriteAsync(
                bytes.Span.IndexOf("_port="u8) < 0 ? bytes : Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(bytes.Span))), _closing.Token);
        }
    }

    private string Ask(Match match, Queue<UdpRelay> asked)
    {
        var relay = new UdpRelay(int.Parse(match.Groups[1].Value), _weather, _dice);
        asked.Enqueue(relay);
        lock (_relays)
        {
            _relays.Add(relay);
        }

        return $"client_port={relay.CameraSidePort}-{relay.CameraSidePort + 1}";
    }

    private static string Answer(Match match, Queue<UdpRelay> asked)
    {
        var relay = asked.Dequeue();
        relay.Open(int.Parse(match.Groups[1].Value));
        return $"server_port={relay.ClientSidePort}-{relay.ClientSidePort + 1}";
    }

    [GeneratedRegex(@"client_port=(\d+)-\d+")]
    private static partial Regex ClientPort();

    [GeneratedRegex(@"server_port=(\d+)-\d+")]
    private static partial Regex ServerPort();
}
