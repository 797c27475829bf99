using System.Buffers;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtp;

/// <summary>
/// Puts the packets of one source back into the order they were sent in. A packet in its place is handed on at once and costs nothing;
/// one that is early waits until its forerunners are there, but no longer than <see cref="Patience"/> and not with more than
/// <see cref="Places"/> behind a hole. What is missing then is given up.
/// </summary>
/// <remarks>
/// Belongs here: order, and counting what disturbs it. Does not: counting losses; whoever takes the packets sees the holes.
/// </remarks>
internal sealed class ReorderBuffer(OrderedBytes next, TrackCounters counters)
{
    /// <summary>How far ahead of a hole a packet may be: a second of 6 Mbit/s.</summary>
    public const int Places = 512;

    private const int MaxDropout = 3000;    // packets (RFC 3550 appendix A.1); farther is no loss any more
    private const int PlaceBytes = 2048;
    private const int MostSpare = 64;

    // Places is a power of two, so that a place follows from the sequence number even where that wraps.
    // Invariant: a packet is held only at offsets 1.._reach-1 from _next; _held of them are.
    private readonly Place[] _places = new Place[Places];
    private readonly Stack<byte[]> _spare = new(MostSpare);
    private bool _started;
    private ushort _next;
    private int _held;
    private int _reach;
    private ushort? _restart;

    /// <summary>How long a packet waits for its forerunners: longer than a repetition on a radio link takes.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes a packet as it arrives.</summary>
    /// <param name="bytes">The whole packet.</param>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="now">When it arrived, since any fixed instant.</param>
    public void Take(ReadOnlySpan<byte> bytes, ushort sequence, TimeSpan now)
    {
        if (!_started)
        {
            (_started, _next) = (true, sequence);
        }

        var offset = (short)(sequence - _next);
        if (offset == 0)
        {
            counters.Reordered += _held > 0 ? 1 : 0;
            HandOn(bytes);
            HandOnRun();
        }
        else if (offset < 0)
        {
            TakeOld(bytes, sequence, offset);
        }
        else if (offset < Places)
        {
            Hold(bytes, offset, now);
        }
        else if (offset < MaxDropout)
        {
            StartAnew(bytes, sequence);
        }
        else
        {
            TakeForeign(bytes, sequence);
        }
    }

    /// <summary>Gives up what was waited for too long.</summary>
    public void Expire(TimeSpan now)
    {
        if (_held == 0)
        {
            return;
        }

        var last = 0;
        for (var offset = 1; offset < _reach; offset++)
        {
            ref var place = ref At(offset);
            last = place.Length > 0 && now - place.Arrival >= Patience ? offset : last;
        }

        if (last > 0)
        {
            HandOnUpTo(last);
            HandOnRun();
        }
    }

    /// <summary>Hands on what is held and forgets where it was: another source begins.</summary>
    public void Reset()
    {
        HandOnUpTo(_reach - 1);
        (_started, _restart) = (false, null);
        Array.Clear(_places);
    }

    /// <summary>Forgets what is held and gives the memory back.</summary>
    public void Clear()
    {
        foreach (var place in _places)
        {
            GiveBack(place.Bytes);
        }

        Array.Clear(_places);
        while (_spare.TryPop(out var spare))
        {
            ArrayPool<byte>.Shared.Return(spare);
        }

        (_held, _reach, _started) = (0, 0, false);
    }

    /// <summary>Throws when an inner rule is broken; for tests, after any input.</summary>
    public void CheckInvariants()
    {
        var held = 0;
        for (var offset = 0; offset < Places; offset++)
        {
            var isHeld = At(offset).Length > 0;
            held += isHeld ? 1 : 0;
            if (isHeld && (offset == 0 || offset >= _reach))
            {
                throw new InvalidOperationException($"A packet is held at {offset}, outside 1 to {_reach - 1}.");
            }
        }

        if (held != _held)
        {
            throw new InvalidOperationException($"{held} packets are held, {_held} are counted.");
        }
    }

    private ref Place At(int offset) => ref _places[(_next + offset) & (Places - 1)];

    private void Hold(ReadOnlySpan<byte> bytes, int offset, TimeSpan now)
    {
        ref var place = ref At(offset);
        if (place.Length > 0)
        {
            counters.Repeated++;
            return;
        }

        var room = _spare.Count > 0 && bytes.Length <= PlaceBytes ? _spare.Pop() : ArrayPool<byte>.Shared.Rent(Math.Max(PlaceBytes, bytes.Length));
        bytes.CopyTo(room);
        place = new Place(room, bytes.Length, now, WasMissed: false);
        counters.Reordered += offset < _reach - 1 ? 1 : 0;
        (_held, _reach) = (_held + 1, Math.Max(_reach, offset + 1));
    }

    /// <summary>Once more, or too late.</summary>
    private void TakeOld(ReadOnlySpan<byte> bytes, ushort sequence, int offset)
    {
        if (offset < -Places)
        {
            TakeForeign(bytes, sequence);
            return;
        }

        ref var place = ref _places[sequence & (Places - 1)];
        _ = place.WasMissed ? counters.Late++ : counters.Repeated++;
        place.WasMissed = false;
    }

    /// <summary>A stray packet, or a sender that counts anew: two in a row tell (RFC 3550 appendix A.1).</summary>
    private void TakeForeign(ReadOnlySpan<byte> bytes, ushort sequence)
    {
        if (_restart == sequence)
        {
            StartAnew(bytes, sequence);
        }
        else
        {
            _restart = (ushort)(sequence + 1);
            counters.Late++;
        }
    }

    private void StartAnew(ReadOnlySpan<byte> bytes, ushort sequence)
    {
        Reset();
        (_started, _next) = (true, sequence);
        HandOn(bytes);
    }

    private void HandOn(ReadOnlySpan<byte> bytes)
    {
        At(0).WasMissed = false;
        _next++;
        _reach = Math.Max(0, _reach - 1);
        next(bytes);
    }

    /// <summary>Hands on what stands at the front without a hole.</summary>
    private void HandOnRun()
    {
        while (_held > 0 && At(0).Length > 0)
        {
            HandOnHeld();
        }
    }

    private void HandOnUpTo(int offset)
    {
        for (; offset >= 0 && _held > 0; offset--)
        {
            if (At(0).Length > 0)
            {
                HandOnHeld();
            }
            else
            {
                At(0).WasMissed = true;
                _next++;
                _reach = Math.Max(0, _reach - 1);
            }
        }
    }

    private void HandOnHeld()
    {
        var place = At(0);
        At(0) = default;
        _held--;
        HandOn(place.Bytes.AsSpan(0, place.Length));
        GiveBack(place.Bytes);
    }

    private void GiveBack(byte[]? room)
    {
        if (room is { Length: PlaceBytes } && _spare.Count < MostSpare)
        {
            _spare.Push(room);
        }
        else if (room is not null)
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private record struct Place(byte[]? Bytes, int Length, TimeSpan Arrival, bool WasMissed);
}
