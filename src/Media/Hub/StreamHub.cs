using Vedette.Media.Units;

namespace Vedette.Media.Hub;

/// <summary>The newest access units of one stream: written by one session, read by any number of cursors.</summary>
/// <remarks>
/// Belongs here: what is fast enough to run under the hub's lock.
/// Does not: waiting for a reader, copying a payload, touching a disk or a socket. A slow reader loses units, it never
/// slows the writer.
/// </remarks>
public sealed class StreamHub(HubLimits limits)
{
    private readonly Lock _gate = new();
    private List<StreamCursor> _waiting = [];
    private List<StreamCursor>? _spare = [];

    // Invariant: every number n with _oldest <= n < _next is in the ring at n % ring length; units there are leased by the ring.
    private Entry[] _ring = new Entry[64];
    private long _oldest;
    private long _next;
    private long _newestKey = -1;
    private long _bytes;
    private bool _ended;
    private int _watchers;
    private DateTimeOffset? _newestPictureAt;
    private TimeSpan _age;
    private DateTimeOffset _newestAt = DateTimeOffset.MaxValue;
    private Guid _newestRun;

    /// <summary>The newest video unit's format, or null before the first.</summary>
    public StreamFormat? Format { get; private set; }

    /// <summary>Wall time of the newest picture, or null before the first.</summary>
    public DateTimeOffset? NewestPictureAt
    {
        get
        {
            lock (_gate)
            {
                return _newestPictureAt;
            }
        }
    }

    /// <summary>Bytes of payload held now.</summary>
    public long BytesHeld
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Whether somebody reads who wants units as they come. When nobody does, whoever publishes may gather them for a moment.</summary>
    public bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Publishes <paramref name="unit"/>; the hub takes over the caller's lease.</summary>
    /// <exception cref="InvalidOperationException">The feed was ended; the lease is still the caller's.</exception>
    public void Publish(AccessUnit unit)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            if (unit.IsKey && unit.IsVideo)
            {
                _newestKey = _next;
            }

            _newestPictureAt = unit.IsVideo ? unit.WallTime : _newestPictureAt;
            Format = unit.Header.Format;
            _bytes += unit.Bytes.Length;
            Ripen(unit);
            Append(new Entry(unit, null, _age));
            Evict();
        }

        Wake();
    }

    /// <summary>Tells every reader that the source was lost or could not be reached. The current group of pictures ends here.</summary>
    /// <exception cref="InvalidOperationException">The feed was ended.</exception>
    public void Publish(FeedBreak feedBreak)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            _newestKey = -1;
            Ripen(feedBreak.At);
            Append(new Entry(null, feedBreak, _age));
            Evict();
        }

        Wake();
    }

    /// <summary>Ends the feed: readers get what is held, then <see cref="ReadingKind.End"/>. Ending twice is harmless.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
        }

        Wake();
    }

    /// <summary>
    /// Gives the memory back: after <see cref="End"/>, when readers had their time, or while nothing is published because
    /// nobody reads. A reader that has not taken what was held gets <see cref="ReadingKind.Missed"/>.
    /// </summary>
    public void Clear()
    {
        lock (_gate)
        {
            while (_oldest < _next)
            {
                EvictOldest();
            }
        }
    }

    /// <summary>Opens a cursor on the newest key unit held, or on what comes next when there is none.</summary>
    /// <param name="use">What the reader keeps alive by reading: disposed with the cursor.</param>
    /// <param name="isPatient">Whether units may come a little later, several together: who records, not who watches.</param>
    public StreamCursor OpenCursor(IDisposable? use = null, bool isPatient = false)
    {
        lock (_gate)
        {
            _watchers += isPatient ? 0 : 1;
            return new StreamCursor(this, ResumePoint(), use, isPatient);
        }
    }

    /// <summary>Reads entry <paramref name="wanted"/> and moves it on, or tells how to go on without it.</summary>
    /// <param name="wanted">The cursor's number.</param>
    /// <param name="needsKey">Whether the cursor missed units and has not found a key unit to resume on yet.</param>
    internal Reading Read(ref long wanted, ref bool needsKey)
    {
        lock (_gate)
        {
            return ReadLocked(ref wanted, ref needsKey);
        }
    }

    /// <summary>Whether there is something to read at <paramref name="wanted"/>; if not, the cursor is woken when there is.</summary>
    internal bool IsReadyOrEnlist(StreamCursor cursor, long wanted)
    {
        lock (_gate)
        {
            if (wanted < _next || _ended)
            {
                return true;
            }

            _waiting.Add(cursor);
            return false;
        }
    }

    /// <summary>A cursor that was not patient is not read any more.</summary>
    internal void Unwatch()
    {
        lock (_gate)
        {
            _watchers--;
        }
    }

    /// <summary>Takes a cursor that gives up waiting off the list; false when it was woken already.</summary>
    internal bool Withdraw(StreamCursor cursor)
    {
        lock (_gate)
        {
            return _waiting.Remove(cursor);
        }
    }

    private Reading ReadLocked(ref long wanted, ref bool needsKey)
    {
        if (wanted < _oldest)
        {
            var resume = ResumePoint();
            var missed = resume - wanted;
            (wanted, needsKey) = (resume, true);
            return new Reading(ReadingKind.Missed, Missed: missed);
        }

        while (wanted < _next)
        {
            var entry = _ring[wanted % _ring.Length];
            wanted++;
            if (entry.Unit is not { } unit)
            {
                needsKey = false;
                return new Reading(ReadingKind.Break, Break: entry.Break);
            }

            if (!needsKey || (unit.IsKey && unit.IsVideo))
            {
                needsKey = false;
                unit.Lease();
                return new Reading(ReadingKind.Unit, unit);
            }
        }

        return new Reading(_ended ? ReadingKind.End : ReadingKind.None);
    }

    private long ResumePoint() => _newestKey >= _oldest ? _newestKey : _next;

    private void Append(Entry entry)
    {
        if (_next - _oldest == _ring.Length)
        {
            Grow();
        }

        _ring[_next % _ring.Length] = entry;
        _next++;
    }

    private void Grow()
    {
        if (_ring.Length >= limits.MaxUnits)
        {
            EvictOldest();
            return;
        }

        var larger = new Entry[Math.Min(limits.MaxUnits, _ring.Length * 2)];
        for (var number = _oldest; number < _next; number++)
        {
            larger[number % larger.Length] = _ring[number % _ring.Length];
        }

        _ring = larger;
    }

    /// <summary>
    /// Age is what went by within runs. The wall clock may be set, which begins a new run: what nobody has read yet must not
    /// be taken for an hour old.
    /// </summary>
    private void Ripen(AccessUnit unit)
    {
        if (unit.Header.Run.Id != _newestRun)
        {
            (_newestRun, _newestAt) = (unit.Header.Run.Id, unit.WallTime);
        }
        else
        {
            Ripen(unit.WallTime);
        }
    }

    private void Ripen(DateTimeOffset at)
    {
        if (at > _newestAt)
        {
            (_age, _newestAt) = (_age + (at - _newestAt), at);
        }
    }

    private void Evict()
    {
        var horizon = _age - limits.Keep;
        while (_bytes > limits.MaxBytes && _oldest < _next - 1)
        {
            EvictOldest();
        }

        var protectedFrom = ResumePoint();
        while (_oldest < protectedFrom && _oldest < _next - 1 && _ring[_oldest % _ring.Length].Age < horizon)
        {
            EvictOldest();
        }
    }

    private void EvictOldest()
    {
        ref var entry = ref _ring[_oldest % _ring.Length];
        if (entry.Unit is { } unit)
        {
            _bytes -= unit.Bytes.Length;
            unit.Release();
        }

        entry = default;
        _oldest++;
    }

    private void ThrowIfEnded()
    {
        if (_ended)
        {
            throw new InvalidOperationException("The feed was ended; nothing can be published any more.");
        }
    }

    /// <summary>
    /// Wakes who waits now, outside the lock. Who waits again meanwhile goes on another list: a writer is never kept busy
    /// by fast readers.
    /// </summary>
    private void Wake()
    {
        List<StreamCursor> woken;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return;
            }

            woken = _waiting;
            _waiting = _spare ?? [];
            _spare = null;
        }

        foreach (var cursor in woken)
        {
            cursor.Wake();
        }

        woken.Clear();
        lock (_gate)
        {
            _spare = woken;
        }
    }

    private readonly record struct Entry(AccessUnit? Unit, FeedBreak? Break, TimeSpan Age);
}
