namespace Vedette.Media.Sources;

/// <summary>Whose certificate is believed when the connection is encrypted.</summary>
/// <param name="PinnedSha256">SHA-256 of the one certificate (DER) that is believed, 64 hexadecimal digits, or null.</param>
/// <param name="AuthorityPem">The certificates (PEM) of the one authority that is believed, or null.</param>
public sealed record ServerTrust(string? PinnedSha256 = null, string? AuthorityPem = null)
{
    /// <summary>Believes the authorities the operating system believes, and checks the name.</summary>
    public static ServerTrust System { get; } = new();
}
