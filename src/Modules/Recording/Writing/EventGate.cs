using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Recording.Writing;

/// <summary>
/// Stands before the cutter of a camera that is recorded around events only: holds its newest groups of pictures back, lets
/// through what an event wants, drops what none wanted in time.
/// </summary>
/// <remarks>
/// Belongs here: which group of pictures is written. Does not: reading the feed, waiting. Groups go through whole, so that
/// each can be played, and in order: that is why breaks wait here too.
/// </remarks>
internal sealed class EventGate(CameraId camera, SegmentCutter cutter, DiskLane lane, LiveEvents events) : IDisposable
{
    private const string NoEventWords = "Only what surrounds an event is recorded.";

    // An event is heard of a moment after it happened.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(3);

    private readonly PreRoll _preRoll = new();
    private bool _isHeadBegun;
    private bool _isResting;

    public bool IsEmpty => _preRoll.IsEmpty;

    /// <summary>Whether the feed has to wait: events want more than the disk takes.</summary>
    public bool IsFull => _preRoll.IsFull;

    /// <summary>Takes a unit; the caller keeps its lease. False when a key picture is missing before it.</summary>
    public bool Take(AccessUnit unit, DateTimeOffset now)
    {
        unit.Lease();
        if (_preRoll.TryAdd(unit, now))
        {
            return true;
        }

        unit.Release();

        // The rest of a group that was begun before the gate was there.
        return _preRoll.IsEmpty && cutter.IsOpen ? cutter.Take(unit, now) : !unit.IsVideo;
    }

    /// <summary>Pictures stopped; said when all before it is decided.</summary>
    public void Break(GapCause cause, string detail, DateTimeOffset at, DateTimeOffset now) => _preRoll.AddBreak(cause, detail, at, now);

    /// <summary>Writes or drops what is decided, as far as the disk keeps up.</summary>
    /// <param name="preRoll">How much is held back for an event to come; null to write everything.</param>
    /// <param name="mayBegin">Whether the disk may be tried.</param>
    /// <param name="now">Now, UTC.</param>
    public void Advance(TimeSpan? preRoll, bool mayBegin, DateTimeOffset now)
    {
        while (!lane.IsFull && _preRoll.Head is { } head && Advance(head, preRoll, mayBegin, now))
        {
        }
    }

    /// <summary>The disk refused: the group being written is lost, those behind it are not.</summary>
    public void Abandon()
    {
        if (_isHeadBegun)
        {
            Drop();
        }

        _isResting = false;
    }

    /// <summary>Nothing follows: writes what is wanted, whether the disk keeps up or not, and forgets the rest.</summary>
    public void End(bool isAllWanted, DateTimeOffset now)
    {
        while (_preRoll.Head is { } head)
        {
            if (head.Cause is not null)
            {
                SayBreak(head);
            }
            else if (isAllWanted || _isHeadBegun || IsWanted(head))
            {
                Write(now, atOnce: true);
            }

            Drop();
        }

        _isResting = false;
    }

    public void Dispose() => _preRoll.Dispose();

    /// <summary>False when there is nothing more to decide now.</summary>
    private bool Advance(PreRollGroup head, TimeSpan? preRoll, bool mayBegin, DateTimeOffset now)
    {
        if (head.Cause is not null)
        {
            SayBreak(head);
            Drop();
            return true;
        }

        if (!_isHeadBegun && preRoll is { } kept && !IsWanted(head))
        {
            Rest(head);
            return DropIfOver(IsAnyWantedBehind() ? DateTimeOffset.MaxValue : now - kept - Lateness);
        }

        if (!_isHeadBegun && !mayBegin)
        {
            return DropIfOver(DateTimeOffset.MinValue);
        }

        (_isHeadBegun, _isResting) = (true, false);
        Write(now, atOnce: false);
        if (head.First is not null || (_preRoll.AfterHead is null && preRoll is not null))
        {
            return false;
        }

        Drop();
        return true;
    }

    /// <summary>Groups go in order: once a later one is wanted, this one never will be.</summary>
    private bool IsAnyWantedBehind()
    {
        foreach (var group in _preRoll.BehindHead)
        {
            if (group.Cause is null && events.IsWanted(camera, group.From, group.To))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWanted(PreRollGroup head) => events.IsWanted(camera, head.From, _preRoll.AfterHead?.From ?? head.To);

    private void Write(DateTimeOffset now, bool atOnce)
    {
        while ((atOnce || !lane.IsFull) && _preRoll.TryTake(out var unit))
        {
            _ = cutter.Take(unit!, now);
            unit!.Release();
        }
    }

    /// <summary>Drops a group that is older than what is kept, or is too much for the memory a camera has.</summary>
    private bool DropIfOver(DateTimeOffset keptSince)
    {
        if (!_preRoll.IsFull && !(_preRoll.AfterHead?.ArrivedAt <= keptSince))
        {
            return false;
        }

        Drop();
        return true;
    }

    /// <summary>No event wants this group, as far as is known: footage ends before it.</summary>
    private void Rest(PreRollGroup head)
    {
        cutter.EndBefore(head.First!);
        if (!_isResting)
        {
            _isResting = true;
            lane.Post(disk => disk.Change(GapCause.NoEvent, NoEventWords, head.From));
        }
    }

    private void SayBreak(PreRollGroup head)
    {
        cutter.End();
        _isResting = false;
        lane.Post(disk => disk.Interrupt(head.Cause!.Value, head.Detail, head.From));
    }

    private void Drop()
    {
        _preRoll.Drop();
        _isHeadBegun = false;
    }
}
