using System.Net;
using Microsoft.AspNetCore.Identity;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;

namespace Vedette.Identity.Tokens;

/// <summary>
/// Asks somebody who is signed in for the password again, before something that would help a thief of the access token. Throttled like
/// signing in, with which it shares the counts.
/// </summary>
internal sealed class PasswordProof(UserStore users, PasswordHashing passwords, SignInThrottle throttle, TimeProvider time)
{
    /// <summary>What came of it: the user, or how long to wait, or neither when the password is wrong.</summary>
    internal readonly record struct Outcome(User? User, TimeSpan? Wait);

    /// <summary>Who has no password, because an identity provider vouches for them, has shown nothing less than the sign-in.</summary>
    public async Task<Outcome> CheckAsync(Caller caller, string? password, IPAddress? address, CancellationToken cancellation)
    {
        var user = await users.FindAsync(caller.UserId, cancellation);
        if (user?.PasswordHash is not { } hash)
        {
            return new Outcome(user, null);
        }

        // Nothing was tried, so nothing counts.
        if (string.IsNullOrEmpty(password))
        {
            return default;
        }

        var (name, now) = (User.SignInName(caller.Name), time.GetUtcNow());
        if (throttle.Attempt(name, address, now) is { } wait)
        {
            return new Outcome(null, wait);
        }

        if (await passwords.VerifyAsync(hash, password, cancellation) == PasswordVerificationResult.Failed)
        {
            return default;
        }

        throttle.Succeeded(name, address, now);
        return new Outcome(user, null);
    }
}
