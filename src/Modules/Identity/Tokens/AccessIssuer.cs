using Vedette.Identity.Domain;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Tokens;

/// <summary>Makes access tokens that say what a user may do as of now.</summary>
internal sealed class AccessIssuer(GrantStore grants, SigningKeys keys, IdentityOptions options)
{
    /// <param name="user">Whom it speaks for.</param>
    /// <param name="signIn">The sign-in or API key it comes of.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="latest">When it has to be over in any case, UTC.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<(string Token, TimeSpan Lifetime)> IssueAsync(
        User user, Guid signIn, DateTimeOffset now, DateTimeOffset? latest, CancellationToken cancellation)
    {
        var lifetime = latest is { } end && end - now < options.AccessTokenLifetime ? end - now : options.AccessTokenLifetime;
        return (keys.Issue(await grants.CallerOfAsync(user, now, cancellation), signIn, now, lifetime), lifetime);
    }
}
