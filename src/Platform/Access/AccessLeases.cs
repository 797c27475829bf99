using System.Security.Claims;

namespace Vedette.Platform.Access;

/// <summary>Gives what goes on by itself its <see cref="AccessLease"/>.</summary>
public sealed class AccessLeases
{
    private readonly TokenVerifier _verifier;
    private readonly AccessNews _news;
    private readonly TimeProvider _time;

    internal AccessLeases(TokenVerifier verifier, AccessNews news, TimeProvider time) => (_verifier, _news, _time) = (verifier, news, time);

    /// <summary>For a request's own connection: until its token, or a newer one it sends, expires.</summary>
    /// <param name="user">The request's user, authenticated by a token.</param>
    /// <param name="right">The right that must stay.</param>
    /// <param name="place">Where it must stay, asked anew at each look; without it, anywhere.</param>
    /// <exception cref="InvalidOperationException">The request carries no token.</exception>
    public AccessLease Open(ClaimsPrincipal user, Right right, Func<Place?>? place = null)
    {
        var identity = CallerIdentity.Of(user) ?? throw new InvalidOperationException("Only a request with a token can be given a lease.");
        return Open(identity.Caller, identity.Expires + TokenVerifier.Skew, right, place);
    }

    /// <summary>For somebody known another way, for example by a stream key.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="expires">When it is over in any case, UTC; <see langword="null"/> for never.</param>
    /// <param name="right">The right that must stay.</param>
    /// <param name="place">Where it must stay, asked anew at each look; without it, anywhere.</param>
    public AccessLease Open(Caller caller, DateTimeOffset? expires, Right right, Func<Place?>? place = null) =>
        new(_verifier, _news, _time, caller, expires, right, place);
}
