namespace Vedette.Host;

/// <summary>Where a simulated camera's streams and its ONVIF service are.</summary>
/// <param name="Url">The large one.</param>
/// <param name="SubUrl">The small one, or null.</param>
/// <param name="OnvifUrl">The ONVIF device service.</param>
internal sealed record SimulatedStreams(string Url, string? SubUrl, string OnvifUrl);
