using System.Net;
using System.Text;
using System.Text.Json;
using Vedette.Platform.Outbound;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Rig;

/// <summary>A client of things, allowed to talk to this machine, and a server that says what the test wants.</summary>
internal sealed class Talk : IDisposable
{
    private readonly OutboundHttp _outbound;

    public Talk(ThingLimits? limits = null, bool allowLoopback = true)
    {
        _outbound = new OutboundHttp(new AddressRules(new NetworkOptions { AllowLoopback = allowLoopback }), Dns.GetHostAddressesAsync, TimeProvider.System);
        Client = new ThingClient(_outbound, limits ?? Quick, TimeProvider.System);
    }

    /// <summary>Short enough for a test to wait for, long enough for a busy machine.</summary>
    public static ThingLimits Quick { get; } = new() { Answer = TimeSpan.FromSeconds(20), LeastPause = TimeSpan.FromMilliseconds(10), MostPause = TimeSpan.FromMilliseconds(50) };

    public ThingClient Client { get; }

    /// <summary>The good thing as if it were described at the server.</summary>
    public static Thing ThingAt(ScriptedServer server, string? path = null, string? json = null) =>
        ThingDescription.Parse(path is null ? Descriptions.Bytes(Descriptions.Good()) : Descriptions.With(path, json), server.Url);

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    /// <summary>Reads the body of a request whose head says how long it is.</summary>
    public static async Task<string> BodyAsync(ScriptedRequest request, CancellationToken cancellation)
    {
        var line = request.Head.Split("\r\n").FirstOrDefault(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[line is null ? 0 : int.Parse(line.Split(':')[1])];
        await request.Stream.ReadExactlyAsync(body, cancellation);
        return Encoding.UTF8.GetString(body);
    }

    public void Dispose() => _outbound.Dispose();
}
