namespace Vedette.Sensing.Describing;

/// <summary>How a thing wants to know who asks (Thing Description 1.1, section 5.3.3).</summary>
/// <param name="Scheme">The scheme's own name, such as <c>basic</c>.</param>
internal abstract record SecurityScheme(string Scheme)
{
    /// <summary>Nothing is asked.</summary>
    internal sealed record None() : SecurityScheme("nosec");

    /// <summary>Name and password, in the clear (RFC 7617).</summary>
    internal sealed record Basic(SecretPlace Place, string? Name) : SecurityScheme("basic");

    /// <summary>Name and password, proved and not told (RFC 7616).</summary>
    internal sealed record Digest(SecretPlace Place, string? Name, string Protection) : SecurityScheme("digest");

    /// <summary>An opaque key.</summary>
    internal sealed record ApiKey(SecretPlace Place, string? Name) : SecurityScheme("apikey");

    /// <summary>A bearer token (RFC 6750).</summary>
    internal sealed record Bearer(SecretPlace Place, string? Name) : SecurityScheme("bearer");

    /// <summary>Several together: all of them, or any one.</summary>
    internal sealed record Combo(bool IsAll, IReadOnlyList<string> Of) : SecurityScheme("combo");

    /// <summary>One that we cannot satisfy: <c>psk</c>, <c>oauth2</c>, <c>auto</c>, or from an extension.</summary>
    internal sealed record Other(string Scheme) : SecurityScheme(Scheme);
}
