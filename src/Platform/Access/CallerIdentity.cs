using System.Security.Claims;

namespace Vedette.Platform.Access;

/// <summary>What authentication makes of a token: the caller it speaks of, and how long it does.</summary>
internal sealed class CallerIdentity(Caller caller, DateTimeOffset expires) : ClaimsIdentity(BearerTokens.SchemeName)
{
    public Caller Caller => caller;

    /// <summary>When the token runs out, UTC.</summary>
    public DateTimeOffset Expires => expires;

    public static CallerIdentity? Of(ClaimsPrincipal principal) => principal.Identity as CallerIdentity ?? principal.Identities.OfType<CallerIdentity>().FirstOrDefault();
}
