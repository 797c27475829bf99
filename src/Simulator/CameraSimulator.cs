using System.Globalization;
using System.Net.Sockets;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Control;
using Vedette.Simulator.Onvif;
using Vedette.Simulator.Serving;
using Vedette.Simulator.Streaming;
using Vedette.Simulator.Things;

namespace Vedette.Simulator;

/// <summary>Cameras without cameras: an RTSP server on 127.0.0.1 whose cameras loop drawn clips, and misbehave on command.</summary>
public sealed class CameraSimulator : IAsyncDisposable
{
    private readonly CameraClock _clock;
    private readonly CancellationTokenSource _end = new();
    private readonly List<RtspListener> _listeners = [];
    private Task _pacing = Task.CompletedTask;
    private ControlApi? _control;
    private OnvifServer? _onvif;
    private DiscoveryResponder? _discovery;

    private CameraSimulator(IReadOnlyList<SimulatedCamera> cameras, CameraClock clock) => (Cameras, _clock) = (cameras, clock);

    /// <summary>The cameras, <c>cam1</c> first.</summary>
    public IReadOnlyList<SimulatedCamera> Cameras { get; }

    /// <summary>The RTSP server's port; with ports of their own, the first camera's.</summary>
    public int Port => _listeners[0].Port;

    /// <summary>The control API's port, or null when there is none.</summary>
    public int? ControlPort => _control?.Port;

    /// <summary>The port of the ONVIF services, or null when there are none.</summary>
    public int? OnvifPort => _onvif?.Port;

    /// <summary>The port WS-Discovery is answered on, or null when it is not.</summary>
    public int? DiscoveryPort => _discovery?.Port;

    /// <summary>The things beside the cameras, or null when there are none.</summary>
    public ThingSimulator? Things { get; private set; }

    /// <summary>The camera of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SimulatedCamera this[string name] => Find(name) ?? throw new KeyNotFoundException($"There is no camera '{name}'.");

    /// <summary>Makes the clips that are missing, then starts the cameras.</summary>
    /// <exception cref="Vedette.Foundation.FaultException">A clip could not be made.</exception>
    public static async Task<CameraSimulator> StartAsync(SimulatorOptions options, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cameras, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SubStreams, options.Cameras);
        var scenes = await LoadAsync(options, options.Clip, options.Cameras, ct);
        var clock = new CameraClock(options.Time);
        SimulatedCamera[] cameras = [.. Enumerable.Range(0, options.Cameras).Select(i => Camera(i, scenes[i % scenes.Count], clock, options))];
        await AddSubStreamsAsync(cameras, clock, options, ct);
        var simulator = new CameraSimulator(cameras, clock);
        try
        {
            await simulator.ServeAsync(options, ct);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>The camera of that name, or the small stream (<c>cam1-sub</c>), or null.</summary>
    public SimulatedCamera? Find(string name) => Streams.FirstOrDefault(camera => camera.Name == name);

    /// <summary>Switches the cameras off and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_control is not null)
        {
            await _control.DisposeAsync();
        }

        if (Things is not null)
        {
            await Things.DisposeAsync();
        }

        if (_discovery is not null)
        {
            await _discovery.DisposeAsync();
        }

        if (_onvif is not null)
        {
            await _onvif.DisposeAsync();
        }

        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync();
        }

        await _pacing;
        _end.Dispose();
    }

    private IEnumerable<SimulatedCamera> Streams => Cameras.Concat(Cameras.Select(camera => camera.Sub).OfType<SimulatedCamera>());

    private static async Task<IReadOnlyList<(string Title, IReadOnlyList<Track> Tracks)>> LoadAsync(
        SimulatorOptions options, ClipShape clip, int cameras, CancellationToken ct)
    {
        var loader = new TrackLoader(new ClipFactory(options.ClipDirectory, options.Time), clip);
        List<(string Title, IReadOnlyList<Track> Tracks)> scenes = [];
        foreach (var scene in Scene.All.Take(cameras))
        {
            scenes.Add((scene.Title, await loader.LoadAsync(scene, ct)));
        }

        return scenes;
    }

    private static SimulatedCamera Camera(int index, (string Title, IReadOnlyList<Track> Tracks) scene, CameraClock clock, SimulatorOptions options)
    {
        // Spread over the time of one picture, as cameras are; else all of them would send at the same instant.
        var delay = TimeSpan.FromSeconds(1.0 / options.Clip.FrameRate) * index / options.Cameras;
        return new SimulatedCamera("cam" + (index + 1).ToString(CultureInfo.InvariantCulture), scene.Title, scene.Tracks, clock, delay);
    }

    private static async Task AddSubStreamsAsync(IReadOnlyList<SimulatedCamera> cameras, CameraClock clock, SimulatorOptions options, CancellationToken ct)
    {
        var scenes = await LoadAsync(options, SubStream(options.Clip), options.SubStreams, ct);
        foreach (var (index, camera) in cameras.Take(options.SubStreams).Index())
        {
            var (title, tracks) = scenes[index % scenes.Count];
            camera.Sub = new SimulatedCamera(camera.Name + "-sub", title, tracks, clock, TimeSpan.Zero);
        }
    }

    internal static ClipShape SubStream(ClipShape clip) =>
        clip with { Width = 640, Height = 360, FrameRate = 15, BitRate = 400_000, Video = ClipVideo.H264 };

    private async Task ServeAsync(SimulatorOptions options, CancellationToken ct)
    {
        var gatekeeper = new Gatekeeper(options.Authentication, options.Username, options.Password);
        if (!options.OwnPorts)
        {
            _listeners.Add(new RtspListener(options.Port, Open));
        }

        foreach (var camera in Cameras)
        {
            if (options.OwnPorts)
            {
                _listeners.Add(new RtspListener(0, Open));
                camera.ListenOn(_listeners[^1]);
            }

            camera.Url = UrlOf(camera.Name);
            if (camera.Sub is { } sub)
            {
                sub.Url = UrlOf(sub.Name);
            }
        }

        if (options.OnvifPort is { } onvifPort)
        {
            await ServeOnvifAsync(options, onvifPort, ct);
        }

        Things = options.Things is { } things
            ? await ThingSimulator.StartAsync(things with { Videos = [.. Cameras.Select(camera => camera.Url)], Time = options.Time }, ct)
            : null;
        _pacing = new Pacer([.. Streams], _clock, options.Time).RunAsync(_end.Token);
        _control = options.ControlPort is { } port ? await ControlApi.StartAsync(this, port, ct) : null;

        RtspConnection Open(Socket socket) => new(socket, Find, gatekeeper);

        Uri UrlOf(string name) => new(string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{_listeners[^1].Port}/{name}"));
    }

    private async Task ServeOnvifAsync(SimulatorOptions options, int port, CancellationToken ct)
    {
        foreach (var (index, camera) in Cameras.Index())
        {
            camera.Onvif = new SimulatedDevice(camera, index, options.Clip, options.Time);
        }

        var devices = Cameras.Select(camera => camera.Onvif!).ToArray();
        var kind = options.OnvifAuthentication
            ?? (options.Authentication == RtspAuthentication.None ? OnvifAuthentication.None : OnvifAuthentication.WsSecurity);
        _onvif = await OnvifServer.StartAsync(devices, new SignIn(kind, options.Username, options.Password, options.Time), port, ct);
        _discovery = options.DiscoveryPort is { } discoveryPort ? new DiscoveryResponder(devices, discoveryPort) : null;
    }
}
