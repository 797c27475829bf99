namespace Vedette.Platform.Access;

/// <summary>A public key for ES256 (RFC 7517; RFC 7518 section 6.2): never holds the private part.</summary>
/// <param name="Kty">Key type: <c>EC</c>.</param>
/// <param name="Crv">Curve: <c>P-256</c>.</param>
/// <param name="X">Coordinate, base64url.</param>
/// <param name="Y">Coordinate, base64url.</param>
/// <param name="Kid">The key's name in token headers.</param>
/// <param name="Alg">The only algorithm the key is for: <c>ES256</c>.</param>
/// <param name="Use">What it is for: <c>sig</c>.</param>
public sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Alg = "ES256", string Use = "sig");
