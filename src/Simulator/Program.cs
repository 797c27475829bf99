using System.Runtime.InteropServices;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Simulator;

// Runs cameras until SIGINT or SIGTERM. One line of JSON on standard output says where, as soon as they can be watched.
try
{
    var ended = new TaskCompletionSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    await using var simulator = await CameraSimulator.StartAsync(CommandLine.Parse(args, Environment.GetEnvironmentVariable));
    await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new
    {
        port = simulator.Port,
        controlPort = simulator.ControlPort,
        discoveryPort = simulator.DiscoveryPort,
        cameras = simulator.Cameras.Select(camera => new { name = camera.Name, title = camera.Title, url = camera.Url, subUrl = camera.Sub?.Url, onvifUrl = camera.Onvif?.Url }),
        things = simulator.Things?.Things.Select(thing => new { name = thing.Name, id = thing.Id, title = thing.Title, url = new Uri(thing.Url, "device") }),
        directoryUrl = simulator.Things?.DirectoryUrl,
        thingDiscoveryPort = simulator.Things?.DiscoveryPort,
    }));
    await ended.Task;
    return 0;

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        ended.TrySetResult();
    }
}
catch (FaultException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 1;
}
