using System.Globalization;
using System.Security.Claims;

namespace Vedette.Platform.Access;

/// <summary>How long something that does not end by itself (a WebSocket) may go on: as long as its caller's newest token.</summary>
public sealed class AccessRenewal
{
    private readonly TokenVerifier _verifier;

    internal AccessRenewal(TokenVerifier verifier) => _verifier = verifier;

    /// <summary>When the token a request came with is good for nothing any more, UTC.</summary>
    /// <param name="user">The request's user, authenticated by a token.</param>
    public static DateTimeOffset ExpiryOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(TokenClaims.Expires), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) + TokenVerifier.Skew
            : DateTimeOffset.MinValue;

    /// <summary>Looks at a newer token of the same caller.</summary>
    /// <param name="token">The token, from outside.</param>
    /// <param name="caller">Whose access it is to prolong.</param>
    /// <param name="right">The right that must still be there.</param>
    /// <param name="cancellation">Stops looking for the key.</param>
    /// <returns>When the token expires, UTC; null when it is refused, is somebody else's or lacks the right.</returns>
    public async ValueTask<DateTimeOffset?> ExtendAsync(string token, Caller caller, Right right, CancellationToken cancellation)
    {
        var verdict = await _verifier.VerifyAsync(token, cancellation);
        return verdict.Caller is { } now && now.UserId == caller.UserId && now.May(right) ? AccessLeases.ExpiryOf(verdict) : null;
    }
}
