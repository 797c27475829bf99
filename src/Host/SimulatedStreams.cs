namespace Vedette.Host;

/// <summary>Where a simulated camera's streams are.</summary>
/// <param name="Url">The large one.</param>
/// <param name="SubUrl">The small one, or null.</param>
internal sealed record SimulatedStreams(string Url, string? SubUrl);
