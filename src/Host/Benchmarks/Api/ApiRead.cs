namespace Vedette.Host.Benchmarks.Api;

/// <summary>Something clients fetch again and again.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Path">The address without the server.</param>
/// <param name="Tokens">Access tokens to fetch it with, in turn; none for what everybody may see.</param>
internal sealed record ApiRead(string Name, string Path, params IReadOnlyList<string> Tokens);
