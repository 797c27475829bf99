using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Onvif;

namespace Vedette.Streams.Tests.Onvif;

/// <summary>The module and a simulated ONVIF camera it knows.</summary>
internal sealed class OnvifHost : IAsyncDisposable
{
    private OnvifHost(CameraSimulator simulator, StreamsHost streams, CameraId camera) => (Simulator, Streams, Camera) = (simulator, streams, camera);

    public CameraSimulator Simulator { get; }

    public StreamsHost Streams { get; }

    public HttpClient Http => Streams.Http;

    public CameraId Camera { get; }

    public SimulatedDevice Device => Simulator["cam1"].Onvif!;

    public string Path => $"/api/streams/cameras/{Camera}";

    public static async Task<OnvifHost> StartAsync(string password = "secret", bool isOnvifKnown = true, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var simulator = await CameraSimulator.StartAsync(new()
        {
            Authentication = RtspAuthentication.Digest,
            Clip = ClipShape.Small with { Seconds = 2 },
            OnvifPort = 0,
            DiscoveryPort = 0,
        });
        var streams = await StreamsHost.StartAsync(adjust: options => options with
        {
            Settings = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
            {
                ["streams:discoveryNetworks:0"] = "127.0.0.1",
                ["streams:discoveryTargets:0"] = $"127.0.0.1:{simulator.DiscoveryPort}",
            },
        });
        var id = DeviceId.New();
        await streams.TellAsync(id, streams.Source(simulator["cam1"].Url, "admin", password) with { OnvifUrl = isOnvifKnown ? simulator["cam1"].Onvif!.Url : null });
        return new OnvifHost(simulator, streams, id.AsCamera());
    }

    public async Task<JsonElement> ViewAsync() => JsonDocument.Parse(await Http.GetStringAsync(Path)).RootElement;

    public Task<IReadOnlyList<string>> ToldAsync(string type) =>
        Streams.Services.GetRequiredService<Database<StreamsModule>>().ReadAsync<IReadOnlyList<string>>(
            async connection => [.. await Dapper.SqlMapper.QueryAsync<string>(connection, "select data from outbox where type = @type order by position", new { type })],
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
