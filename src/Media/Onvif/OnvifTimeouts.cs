namespace Vedette.Media.Onvif;

/// <summary>How long to wait for a device.</summary>
public sealed record OnvifTimeouts
{
    /// <summary>For name resolution and the TCP connection together.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For a whole answer, however slowly it drips; signing in is part of it.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(8);
}
