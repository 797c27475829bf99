using System.Net;
using Vedette.Media.Onvif;
using Vedette.Media.Sources;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Onvif;

namespace Vedette.Simulator.Tests.Onvif;

/// <summary>A simulator with ONVIF devices and our client to ask them.</summary>
internal sealed class Devices : IAsyncDisposable
{
    private Devices(CameraSimulator simulator) => Simulator = simulator;

    public CameraSimulator Simulator { get; }

    public SimulatedDevice First => Simulator["cam1"].Onvif!;

    public static async Task<Devices> StartAsync(OnvifQuirks quirks = OnvifQuirks.None, OnvifAuthentication authentication = OnvifAuthentication.WsSecurity, int cameras = 1)
    {
        var devices = new Devices(await CameraSimulator.StartAsync(new()
        {
            Cameras = cameras,
            Clip = ClipShape.Small with { Seconds = 2 },
            OnvifPort = 0,
            OnvifAuthentication = authentication,
            DiscoveryPort = 0,
        }));
        devices.First.Quirks = quirks;
        return devices;
    }

    public SourceEndpoint Endpoint(string password = "secret") => new(First.Url, "admin", password);

    public Task<OnvifCamera> ConnectAsync(string password = "secret") =>
        OnvifCamera.ConnectAsync(Endpoint(password), new OnvifTimeouts(), TimeProvider.System, CancellationToken.None);

    public Task<OnvifProbe> ProbeAsync(string password = "secret") =>
        OnvifProbe.AskAsync(Endpoint(password), new OnvifTimeouts(), TimeProvider.System, CancellationToken.None);

    public Task<IReadOnlyList<OnvifMatch>> SearchAsync() => OnvifDiscovery.SearchAsync(
        [], [new IPEndPoint(IPAddress.Loopback, Simulator.DiscoveryPort!.Value)], AddressPolicy.Default, TimeSpan.FromSeconds(1.5), TimeProvider.System, CancellationToken.None);

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();
}
