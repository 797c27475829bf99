namespace Vedette.Contracts.Inventory;

/// <summary>Whose certificate is believed when a camera is connected to with TLS; without it the operating system's authorities are.</summary>
/// <param name="PinnedSha256">SHA-256 of the one certificate (DER) that is believed, 64 lower-case hexadecimal digits, or null.</param>
/// <param name="AuthorityPem">The certificates (PEM) of the one authority that is believed, or null.</param>
public sealed record CameraTrust(string? PinnedSha256, string? AuthorityPem);
