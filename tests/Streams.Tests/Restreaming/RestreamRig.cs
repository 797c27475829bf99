using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Vedette.Streams.Publishing;
using Vedette.Streams.Restreaming;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

/// <summary>The module with simulated cameras, and its RTSP server on a free port.</summary>
internal sealed class RestreamRig : IAsyncDisposable
{
    private readonly CameraSimulator _simulator;

    private RestreamRig(CameraSimulator simulator, StreamsHost streams, CameraId camera) => (_simulator, Streams, Camera) = (simulator, streams, camera);

    public StreamsHost Streams { get; }

    /// <summary>The first camera, named "Yard".</summary>
    public CameraId Camera { get; }

    public SimulatedCamera Simulated => _simulator.Cameras[0];

    public CameraSimulator Simulator => _simulator;

    /// <summary>Whether the simulator's sound (G.711) has these samples in it.</summary>
    public static bool IsSound(byte[] samples) =>
        Directory.EnumerateFiles(new SimulatorOptions().ClipDirectory, "sound-*.pcmu").Select(File.ReadAllBytes)
            .Any(loop => ((byte[])[.. loop, .. loop]).AsSpan().IndexOf(samples) >= 0);

    public RestreamServer Server => Streams.Services.GetRequiredService<RestreamServer>();

    public RestreamPacer Pacer => Streams.Services.GetRequiredService<RestreamPacer>();

    public CameraFeed Feed => Streams.Services.GetRequiredService<FeedDirectory>().Find(Camera)!;

    public Uri Url => new($"rtsp://127.0.0.1:{Server.Port}/yard");

    public static async Task<RestreamRig> StartAsync(
        ClipAudio audio = ClipAudio.Aac, ClipShape? clip = null, Func<VedetteOptions, VedetteOptions>? adjust = null)
    {
        var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = (clip ?? ClipShape.Small) with { Audio = audio } });
        var streams = await StreamsHost.StartAsync(adjust: adjust);
        var camera = await streams.AddAsync(simulator.Cameras[0].Url);
        var rig = new RestreamRig(simulator, streams, camera);
        await Until.TrueAsync(() => rig.Server.Port is not null && rig.Feed.Standing.State == FeedState.Online, "the camera is online");
        return rig;
    }

    /// <summary>The settings with which one setting differs.</summary>
    public static Func<VedetteOptions, VedetteOptions> With(string setting, string value) =>
        options => options with { Settings = new Dictionary<string, string?> { [setting] = value } };

    public async Task<(Guid Id, string Username, string Secret)> KeyAsync(params CameraId[] cameras)
    {
        using var reply = await Streams.Http.PostAsJsonAsync("/api/streams/keys", new { name = "Recorder", cameraIds = cameras.Length == 0 ? null : cameras });
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        var made = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("id").GetGuid(), made.GetProperty("username").GetString()!, made.GetProperty("secret").GetString()!);
    }

    /// <summary>The URL as it is typed into a player.</summary>
    public async Task<string> UrlWithKeyAsync(string path = "yard")
    {
        var (_, username, secret) = await KeyAsync();
        return $"rtsp://{username}:{secret}@127.0.0.1:{Server.Port}/{path}";
    }

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync();
        await _simulator.DisposeAsync();
    }
}
