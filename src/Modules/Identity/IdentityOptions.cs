using System.ComponentModel.DataAnnotations;
using Vedette.Identity.External;

namespace Vedette.Identity;

/// <summary>Settings of section <c>identity</c>.</summary>
internal sealed record IdentityOptions : IValidatableObject
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

    /// <summary>
    /// Rounds of PBKDF2 with HMAC-SHA-512; the default is OWASP's recommendation. Raising it re-hashes each password at its next sign-in.
    /// </summary>
    [Range(100_000, 10_000_000)]
    public int PasswordIterations { get; init; } = 220_000;

    /// <summary>Where browsers find this installation, when a proxy stands in front: <c>https://vedette.example</c>.</summary>
    [Url]
    public string? PublicUrl { get; init; }

    /// <summary>Identity providers people may sign in with, beside a password.</summary>
    public IReadOnlyList<ProviderOptions> Providers { get; init; } = [];

    public TimeSpan AccessTokenLifetime => TimeSpan.FromMinutes(AccessTokenMinutes);

    public TimeSpan RefreshTokenLifetime => TimeSpan.FromDays(RefreshTokenDays);

    public TimeSpan SigningKeyLifetime => TimeSpan.FromDays(SigningKeyDays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var error in Providers.SelectMany(provider => provider.Errors()))
        {
            yield return new ValidationResult(error);
        }

        if (Providers.DistinctBy(provider => provider.Id).Count() != Providers.Count)
        {
            yield return new ValidationResult("providers: two have the same id.");
        }
    }
}
