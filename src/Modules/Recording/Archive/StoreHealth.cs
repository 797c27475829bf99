namespace Vedette.Recording.Archive;

/// <summary>Whether the store as a whole does its work, and when a store that does not is asked again.</summary>
internal sealed class StoreHealth(ArchiveLimits limits)
{
    private readonly Lock _gate = new();
    private ArchiveException? _failure;
    private DateTimeOffset _since;
    private DateTimeOffset _next;
    private TimeSpan _wait;
    private bool _isWell;

    public bool IsWell
    {
        get
        {
            lock (_gate)
            {
                return _isWell;
            }
        }
    }

    /// <summary>Why not, in words; null when it is well or was not asked yet.</summary>
    public string? Detail
    {
        get
        {
            lock (_gate)
            {
                return _failure?.Message;
            }
        }
    }

    public ArchiveState StateAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            return (_isWell, _failure) switch
            {
                (true, _) => ArchiveState.Healthy,
                (_, null) => ArchiveState.Waiting,
                (_, { Cause: ArchiveCause.WrongCredentials or ArchiveCause.NoBucket or ArchiveCause.Full }) => ArchiveState.Failing,
                _ => now - _since >= limits.Patience ? ArchiveState.Failing : ArchiveState.Waiting,
            };
        }
    }

    /// <summary>Whether it may be asked.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            return now >= _next;
        }
    }

    /// <summary>It did what it should.</summary>
    /// <returns>Whether it did not before.</returns>
    public bool Passed()
    {
        lock (_gate)
        {
            var before = _isWell;
            (_isWell, _failure, _wait, _next) = (true, null, TimeSpan.Zero, DateTimeOffset.MinValue);
            return !before;
        }
    }

    /// <summary>It did not.</summary>
    public void Failed(ArchiveException failure, DateTimeOffset now)
    {
        lock (_gate)
        {
            _since = _failure is null ? now : _since;
            _wait = _wait == TimeSpan.Zero ? limits.FirstProbe : _wait * 2 < limits.LastProbe ? _wait * 2 : limits.LastProbe;
            (_isWell, _failure, _next) = (false, failure, now + _wait);
        }
    }

    /// <summary>Another store, or somebody wants to know now.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_isWell, _failure, _wait, _next) = (false, null, TimeSpan.Zero, DateTimeOffset.MinValue);
        }
    }
}
