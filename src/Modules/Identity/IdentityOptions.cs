using System.ComponentModel.DataAnnotations;

namespace Vedette.Identity;

/// <summary>Settings of section <c>identity</c>.</summary>
internal sealed record IdentityOptions
{
    /// <summary>How long an access token lives. It cannot be called back, so keep it short.</summary>
    [Range(1, 60)]
    public int AccessTokenMinutes { get; init; } = 15;

    /// <summary>How long somebody stays signed in without coming back.</summary>
    [Range(1, 365)]
    public int RefreshTokenDays { get; init; } = 30;

    /// <summary>After how many days tokens are signed with a new key.</summary>
    [Range(1, 3_650)]
    public int SigningKeyDays { get; init; } = 90;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512. Raising it re-hashes each password at its next sign-in.</summary>
    [Range(100_000, 10_000_000)]
    public int PasswordIterations { get; init; } = 210_000;

    public TimeSpan AccessTokenLifetime => TimeSpan.FromMinutes(AccessTokenMinutes);

    public TimeSpan RefreshTokenLifetime => TimeSpan.FromDays(RefreshTokenDays);

    public TimeSpan SigningKeyLifetime => TimeSpan.FromDays(SigningKeyDays);
}
