namespace Vedette.Platform.Access;

/// <summary>The public keys tokens may be signed with (RFC 7517 section 5). Identity keeps it in <c>&lt;data&gt;/keys/jwks.json</c>.</summary>
/// <param name="Keys">The keys.</param>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys)
{
    /// <summary>The name of the file below <c>DataPaths.Keys</c> that every module of the machine reads.</summary>
    public const string FileName = "jwks.json";
}
