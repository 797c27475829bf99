namespace Vedette.Platform.Access;

/// <summary>
/// Watches over something that goes on by itself (a WebSocket, a long download): ends it when its token runs out, a grant ends, or news
/// comes that takes the access away.
/// </summary>
public sealed class AccessLease : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TokenVerifier _verifier;
    private readonly AccessNews _news;
    private readonly TimeProvider _time;
    private readonly Right _right;
    private readonly Func<Place?>? _place;
    private readonly IDisposable _listening;
    private readonly ITimer _timer;
    private Caller _caller;
    private DateTimeOffset _expires;
    private bool _disposed;

    internal AccessLease(
        TokenVerifier verifier, AccessNews news, TimeProvider time, Caller caller, DateTimeOffset? expires, Right right, Func<Place?>? place)
    {
        (_verifier, _news, _time, _right, _place) = (verifier, news, time, right, place);
        (_caller, _expires) = (caller, expires ?? DateTimeOffset.MaxValue);
        Ended = _ended.Token;
        _timer = time.CreateTimer(_ => Review(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listening = news.Listen(Review);
        Review();
    }

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Why it is over; <see langword="null"/> while it is not.</summary>
    public AccessEnd? Why { get; private set; }

    /// <summary>Called after each look at which it was not over: what its holder may see besides may be less or more now. It must be quick and not throw.</summary>
    public event Action? Reviewed;

    /// <summary>Who it is about, as of the last look.</summary>
    public Caller Caller
    {
        get
        {
            lock (_gate)
            {
                return _caller;
            }
        }
    }

    /// <summary>Looks at a newer token of the same caller and goes on with it, when it is good.</summary>
    /// <param name="token">The token, from outside.</param>
    /// <param name="ct">Stops looking for the key.</param>
    /// <returns>Whether the token was taken.</returns>
    public async ValueTask<bool> RenewAsync(string token, CancellationToken ct)
    {
        var verdict = await _verifier.VerifyAsync(token, ct);
        lock (_gate)
        {
            if (verdict.Caller is not { } caller || caller.UserId != _caller.UserId || Why is not null)
            {
                return false;
            }

            var expires = verdict.Expires + TokenVerifier.Skew;
            (_caller, _expires) = (caller, expires > _expires ? expires : _expires);
        }

        Review();
        return true;
    }

    /// <summary>Looks again: after the thing it is about was moved to another place.</summary>
    public void Review()
    {
        lock (_gate)
        {
            if (_disposed || Why is not null)
            {
                return;
            }

            var now = _time.GetUtcNow();
            Why = now >= _expires ? AccessEnd.Expired : Current() is null ? AccessEnd.Taken : null;
            if (Why is null)
            {
                _timer.Change(Wait(now), Timeout.InfiniteTimeSpan);
            }
        }

        if (Why is null)
        {
            Reviewed?.Invoke();
        }
        else
        {
            _ended.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _listening.Dispose();
        _timer.Dispose();
        if (Why is null)
        {
            // Otherwise somebody may be about to cancel it.
            _ended.Dispose();
        }
    }

    private Caller? Current() =>
        _news.Apply(_caller) is { } caller && (_place is null ? caller.May(_right) : caller.May(_right, _place())) ? _caller = caller : null;

    private TimeSpan Wait(DateTimeOffset now)
    {
        var next = _caller.Given.Select(grant => grant.NextChange(now)).Append(_expires).Min() ?? _expires;
        return next - now < LongestWait ? next - now : LongestWait;
    }
}
