namespace Vedette.Identity.Domain;

/// <summary>
/// How many refused sign-ins are written one by one: a flood must not fill the log of actions. What is beyond is counted, and told with
/// the next one that is written.
/// </summary>
internal sealed class RefusalBudget
{
    /// <summary>Written one by one in <see cref="Window"/>, whoever tries.</summary>
    public const int Most = 60;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();

    private DateTimeOffset _began;

    private int _written;

    private long _counted;

    /// <summary>Counts a refusal that is not worth an entry of its own.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _counted++;
        }
    }

    /// <summary>How many were only counted before, when this one may be written; null when it is counted, too.</summary>
    public long? Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now - _began >= Window || now < _began)
            {
                (_began, _written) = (now, 0);
            }

            if (_written == Most)
            {
                _counted++;
                return null;
            }

            _written++;
            return TakeCounted();
        }
    }

    /// <summary>How many were counted and never told; from now on they are.</summary>
    public long TakeCounted()
    {
        lock (_lock)
        {
            var counted = _counted;
            _counted = 0;
            return counted;
        }
    }
}
