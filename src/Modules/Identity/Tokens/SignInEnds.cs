using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Identity.Tokens;

/// <summary>
/// Makes the end of sign-ins and API keys count in this process at once, for the very next request. Elsewhere it counts when the event
/// arrives, and here too if this was missed.
/// </summary>
internal sealed class SignInEnds(AccessNews news, ILogger<SignInEnds> log)
{
    /// <summary>To be called after the commit.</summary>
    public async Task HearAsync(IReadOnlyList<Guid> signIns, DateTimeOffset at)
    {
        if (signIns.Count == 0)
        {
            return;
        }

        foreach (var signIn in signIns)
        {
            news.HearEnded(signIn, at);
        }

        try
        {
            // Not with the request's cancellation: it has happened, whoever hangs up. Keeping the last one keeps them all.
            await news.HearEndedAsync(signIns[^1], at, CancellationToken.None);
        }
        catch (FaultException fault)
        {
            IdentityLog.EndNotKept(log, fault);
        }
    }

    public Task HearAsync(Guid? signIn, DateTimeOffset at) => signIn is { } one ? HearAsync([one], at) : Task.CompletedTask;
}
