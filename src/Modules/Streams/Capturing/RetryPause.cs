using Vedette.Media.Hub;

namespace Vedette.Streams.Capturing;

/// <summary>How long to wait before a lost camera is tried again: at once, soon, then less and less often, for ever.</summary>
internal sealed class RetryPause
{
    private static readonly TimeSpan[] First = [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)];
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1.8);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan[] SomebodyMustAct =
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)];

    private readonly Random _random;
    private readonly TimeSpan _soonFor;
    private int _failures;
    private DateTimeOffset _since;

    private RetryPause(Random random, TimeSpan soonFor) => (_random, _soonFor) = (random, soonFor);

    /// <summary>Every second without the camera is footage lost: it is tried every two seconds for five minutes.</summary>
    public static RetryPause OfRecorded(Random random) => new(random, TimeSpan.FromMinutes(5));

    /// <summary>
    /// The recorded stream stands in meanwhile, and a camera that serves one client only should not be asked for a second
    /// one all the time.
    /// </summary>
    public static RetryPause OnDemand(Random random) => new(random, TimeSpan.FromSeconds(5));

    /// <summary>Pictures arrived: the next loss is a new one.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The pause after one more failure, up to a fifth shorter at random so that cameras do not knock in step.</summary>
    /// <param name="cause">Why it failed.</param>
    /// <param name="now">The present.</param>
    /// <param name="retryAfter">
    /// When the camera is likely to have a place again, if that is known. It never makes a pause longer: a guess about the
    /// camera's memory is no reason to miss its return.
    /// </param>
    public TimeSpan Next(FeedBreakCause cause, DateTimeOffset now, TimeSpan? retryAfter = null)
    {
        if (_failures == 0)
        {
            _since = now;
        }

        var failure = _failures++;
        var pause = cause is FeedBreakCause.WrongPassword or FeedBreakCause.NoSuchPath or FeedBreakCause.NoVideoTrack or FeedBreakCause.UnsupportedCodec or FeedBreakCause.UntrustedCertificate
            ? SomebodyMustAct[Math.Min(failure, SomebodyMustAct.Length - 1)]
            : failure < First.Length ? First[failure]
            : now - _since < _soonFor ? Soon
            : retryAfter is { Ticks: > 0 } wait && wait < Later ? wait
            : Later;
        return pause * (1 - (_random.NextDouble() * 0.2));
    }
}
