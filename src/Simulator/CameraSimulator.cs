using System.Globalization;
using System.Net.Sockets;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Control;
using Vedette.Simulator.Onvif;
using Vedette.Simulator.Serving;
using Vedette.Simulator.Streaming;

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

    /// <summary>The camera of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SimulatedCamera this[string name] => Find(name) ?? throw new KeyNotFoundException($"There is no camera '{name}'.");

    /// <summary>Makes the clips that are missing, then starts the cameras.</summary>
    /// <exception cref="Vedette.Foundation.FaultException">A clip could not be made.</exception>
    public static async Task<CameraSimulator> StartAsync(SimulatorOptions options, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cameras, 1);
        var scenes = await LoadAsync(options, ct);
        var clock = new CameraClock(options.Time);
        var cameras = Enumerable.Range(0, options.Cameras).Select(i => Camera(i, scenes[i % scenes.Count], clock, options));
        var simulator = new CameraSimulator([.. cameras], clock);
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

    /// <summary>The camera of that name, or null.</summary>
    public SimulatedCamera? Find(string name) => Cameras.FirstOrDefault(camera => camera.Name == name);

    /// <summary>Switches the cameras off and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_control is not null)
        {
            await _control.DisposeAsync();
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

    private static async Task<IReadOnlyList<(string Title, IReadOnlyList<Track> Tracks)>> LoadAsync(SimulatorOptions options, CancellationToken ct)
    {
        var loader = new TrackLoader(new ClipFactory(options.ClipDirectory, options.Time), options.Clip);
        List<(string Title, IReadOnlyList<Track> Tracks)> scenes = [];
        foreach (var scene in Scene.All.Take(options.Cameras))
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

            camera.Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{_listeners[^1].Port}/{camera.Name}"));
        }

        if (options.OnvifPort is { } onvifPort)
        {
            await ServeOnvifAsync(options, onvifPort, ct);
        }

        _pacing = new Pacer(Cameras, _clock, options.Time).RunAsync(_end.Token);
        _control = options.ControlPort is { } port ? await ControlApi.StartAsync(this, port, ct) : null;

        RtspConnection Open(Socket socket) => new(socket, Find, gatekeeper);
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
