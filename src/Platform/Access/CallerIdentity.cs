using System.Security.Claims;

namespace Vedette.Platform.Access;

/// <summary>What authentication makes of a token: its claims, and the caller they speak of.</summary>
internal sealed class CallerIdentity(Caller caller, IEnumerable<Claim> claims)
    : ClaimsIdentity(claims, BearerTokens.SchemeName, TokenClaims.Name, TokenClaims.Roles)
{
    public Caller Caller => caller;
}
