using Vedette.Simulator.Clips;
using Vedette.Simulator.Onvif;
using Vedette.Simulator.Things;

namespace Vedette.Simulator;

/// <summary>What a simulator is started with.</summary>
public sealed record SimulatorOptions
{
    /// <summary>How many cameras, named <c>cam1</c>, <c>cam2</c>, …; at least 1.</summary>
    public int Cameras { get; init; } = 1;

    /// <summary>How many of the cameras, the first first, have a small stream (640 × 360, 15 pictures a second) beside the large one.</summary>
    public int SubStreams { get; init; }

    /// <summary>TCP port of the RTSP server on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether each camera has a port of its own, so that it can refuse connections alone. <see cref="Port"/> is not used then.</summary>
    public bool OwnPorts { get; init; }

    /// <summary>TCP port of the control API on 127.0.0.1; 0 takes a free one, null means no control API.</summary>
    public int? ControlPort { get; init; }

    /// <summary>Where the clips are kept; made there when missing. Several processes may share it.</summary>
    public string ClipDirectory { get; init; } = Path.Combine(Path.GetTempPath(), "vedette-clips");

    /// <summary>How the clips are made.</summary>
    public ClipShape Clip { get; init; } = ClipShape.Camera;

    /// <summary>How cameras ask who is there.</summary>
    public RtspAuthentication Authentication { get; init; }

    /// <summary>The user the cameras know.</summary>
    public string Username { get; init; } = "admin";

    /// <summary>The user's password.</summary>
    public string Password { get; init; } = "secret";

    /// <summary>TCP port of the cameras' ONVIF services on 127.0.0.1; 0 takes a free one, null means they have none.</summary>
    public int? OnvifPort { get; init; }

    /// <summary>How ONVIF services ask who is there; null for WS-Security unless cameras ask nobody (<see cref="Authentication"/>).</summary>
    public OnvifAuthentication? OnvifAuthentication { get; init; }

    /// <summary>UDP port WS-Discovery is answered on, with <see cref="OnvifPort"/>; 0 takes a free one, null means it is not.</summary>
    public int? DiscoveryPort { get; init; }

    /// <summary>Things beside the cameras, whose cameras they share; null means there are none.</summary>
    public ThingOptions? Things { get; init; }

    /// <summary>The clock everything follows.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
