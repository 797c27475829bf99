namespace Vedette.Platform.Access;

/// <summary>Names of the claims of an access token (RFC 7519 section 4.1) and the fixed values some of them have.</summary>
internal static class TokenClaims
{
    public const string Issuer = "iss";
    public const string Audience = "aud";
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Roles = "roles";

    /// <summary>What the caller was granted, each in the short form of <see cref="Grant.ToString"/>.</summary>
    public const string Grants = "grants";

    /// <summary>Grows with every change of the caller's access (<see cref="UserAccess.Version"/>).</summary>
    public const string Version = "ver";
    public const string IssuedAt = "iat";
    public const string NotBefore = "nbf";
    public const string Expires = "exp";
    public const string Id = "jti";

    /// <summary>Issuer and audience of every token of this product.</summary>
    public const string Vedette = "vedette";

    /// <summary>RFC 9068 section 2.1: an access token and nothing else.</summary>
    public const string AccessTokenType = "at+jwt";
}
