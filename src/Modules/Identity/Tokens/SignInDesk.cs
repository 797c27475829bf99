using Vedette.Identity.Domain;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Tokens;

/// <summary>Where a proven user gets the tokens of a new sign-in, however the proof went.</summary>
internal sealed class SignInDesk(SignInStore signIns, SignInEnds ends, AccessIssuer access, IdentityOptions options)
{
    /// <summary>Starts a sign-in; null when the user was changed or switched off in the meantime.</summary>
    /// <param name="user">As it was when the proof was checked.</param>
    /// <param name="newHash">The password hashed anew, when the settings ask for more than before.</param>
    /// <param name="origin">Where from.</param>
    /// <param name="provider">The identity provider that vouched for the user, when one did.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<TokenView?> StartAsync(
        User user, string? newHash, Origin origin, string? provider, DateTimeOffset now, CancellationToken cancellation)
    {
        var refresh = RefreshToken.NewSecret();
        var (started, ended) = await signIns.StartAsync(
            user, newHash, RefreshToken.HashOf(refresh), now + options.RefreshTokenLifetime, origin, provider, now, cancellation);
        await ends.HearAsync(ended, now);
        if (started is not { } signIn)
        {
            return null;
        }

        var (token, lifetime) = await access.IssueAsync(user, signIn, now, null, cancellation);
        return new TokenView(token, refresh, (int)lifetime.TotalSeconds);
    }
}
