using Vedette.Foundation;

namespace Vedette.Identity.Domain;

/// <summary>The authenticator app of a user.</summary>
internal sealed record SecondFactor(UserId UserId, byte[] Secret, DateTimeOffset? ConfirmedAt, long LastStep, int Failures, DateTimeOffset? FailedAt)
{
    /// <summary>
    /// Wrong codes in a row that cost no wait. The count belongs to the user, from wherever they come: who gets this far has the
    /// password, so that no stranger can use it to lock somebody out.
    /// </summary>
    public const int FreeTries = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public bool IsConfirmed => ConfirmedAt is not null;

    /// <summary>How long to wait before the next code; null when it may come now.</summary>
    public TimeSpan? WaitAt(DateTimeOffset now)
    {
        if (Failures < FreeTries || FailedAt is not { } last)
        {
            return null;
        }

        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Failures - FreeTries), LongestWait.TotalSeconds));
        return last + wait > now ? last + wait - now : null;
    }

    /// <summary>The step of a code that is good now: right, and later than the last one that was used.</summary>
    public long? Accept(string code, DateTimeOffset now) => Totp.StepOf(Secret, code, now) is { } step && step > LastStep ? step : null;

    // The generated text would show the secret.
    public override string ToString() => IsConfirmed ? "confirmed" : "not confirmed";
}
