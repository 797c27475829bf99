using Vedette.Foundation;

namespace Vedette.Identity.Domain;

/// <summary>What a one-time code of an external sign-in stands for.</summary>
internal sealed record SignInCode(UserId UserId, string Provider, DateTimeOffset ExpiresAt)
{
    /// <summary>It travels from a redirect to the next request, no further.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
}
