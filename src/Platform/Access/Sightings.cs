using System.Collections.Concurrent;

namespace Vedette.Platform.Access;

/// <summary>
/// Remembers who looked at what lately, so that the log of actions gets one entry for somebody who watches, not one for every
/// picture a page asks for.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class Sightings(TimeProvider time)
{
    // More than a control room's people and cameras; what falls out is noted once more, which harms nobody.
    private const int MostRemembered = 8192;

    private readonly ConcurrentDictionary<(string Actor, string Action, Guid Target), DateTimeOffset> _seen = new();

    /// <summary>How long a look counts as the same one: 10 minutes.</summary>
    public static TimeSpan Lasting { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether this look has to be noted: the first one, and then one in <see cref="Lasting"/>.</summary>
    /// <param name="actor">Who: a user id.</param>
    /// <param name="action">How: the action's name.</param>
    /// <param name="target">What was looked at.</param>
    public bool IsNew(string actor, string action, Guid target)
    {
        var now = time.GetUtcNow();
        if (_seen.Count >= MostRemembered)
        {
            Forget(now);
        }

        var look = (actor, action, target);
        while (!_seen.TryAdd(look, now))
        {
            if (!_seen.TryGetValue(look, out var before))
            {
                continue;
            }

            // A clock that was set back makes it new, too.
            var isOver = now - before >= Lasting || before > now;
            if (!isOver || _seen.TryUpdate(look, now, before))
            {
                return isOver;
            }
        }

        return true;
    }

    /// <summary>The look could not be noted: the next one has to be.</summary>
    public void Forget(string actor, string action, Guid target) => _seen.TryRemove((actor, action, target), out _);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (look, at) in _seen)
        {
            if (now - at >= Lasting)
            {
                _ = _seen.TryRemove(look, out _);
            }
        }

        if (_seen.Count >= MostRemembered)
        {
            _seen.Clear();
        }
    }
}
