using Vedette.Contracts.Recording;
using Vedette.Media.Units;

namespace Vedette.Recording.Writing;

/// <summary>
/// The newest groups of pictures of a camera that is recorded around events only, in the order they came, with the breaks
/// between them: what an event may still want although it is over.
/// </summary>
/// <remarks>
/// Belongs here: leases on units, in bounded memory. Does not: what is wanted, where to cut. Runs in the recording loop only.
/// A group starts with a key picture; what cannot be played for want of one is not kept.
/// </remarks>
internal sealed class PreRoll(long mostBytes = PreRoll.MostBytes, int mostUnits = PreRoll.MostUnits) : IDisposable
{
    /// <summary>Thirty seconds of 8 Mbit/s.</summary>
    public const long MostBytes = 32 << 20;

    public const int MostUnits = 8192;

    private readonly LinkedList<PreRollGroup> _groups = [];

    public long Bytes { get; private set; }

    public int Units { get; private set; }

    /// <summary>Whether anything waits, be it a break.</summary>
    public bool IsEmpty => _groups.Count == 0;

    public bool IsFull => Bytes >= mostBytes || Units >= mostUnits;

    /// <summary>The oldest group, or null.</summary>
    public PreRollGroup? Head => _groups.First?.Value;

    /// <summary>What follows the oldest group; null while that one grows.</summary>
    public PreRollGroup? AfterHead => _groups.First?.Next?.Value;

    /// <summary>The groups behind the oldest one, in order.</summary>
    public IEnumerable<PreRollGroup> BehindHead => _groups.Skip(1);

    /// <summary>Takes the unit over, lease and all; false (and nothing taken) when a key picture is missing before it.</summary>
    public bool TryAdd(AccessUnit unit, DateTimeOffset now)
    {
        if (unit.IsVideo && unit.IsKey)
        {
            _ = _groups.AddLast(new PreRollGroup(unit.WallTime, now));
        }

        if (_groups.Last?.Value is not { Cause: null } group)
        {
            return false;
        }

        group.Add(unit);
        Bytes += unit.Bytes.Length;
        Units++;
        return true;
    }

    /// <summary>Notes that pictures stopped here; what comes next starts anew.</summary>
    public void AddBreak(GapCause cause, string detail, DateTimeOffset at, DateTimeOffset now) =>
        _ = _groups.AddLast(new PreRollGroup(at, now) { Cause = cause, Detail = detail });

    /// <summary>Takes the oldest unit of the oldest group, whose lease goes to the caller.</summary>
    public bool TryTake(out AccessUnit? unit)
    {
        if (Head is not { } head || !head.TryTake(out unit))
        {
            unit = null;
            return false;
        }

        Bytes -= unit!.Bytes.Length;
        Units--;
        return true;
    }

    /// <summary>Lets the oldest group go, with what is left of it.</summary>
    public void Drop()
    {
        while (TryTake(out var unit))
        {
            unit!.Release();
        }

        if (!IsEmpty)
        {
            _groups.RemoveFirst();
        }
    }

    public void Dispose()
    {
        while (!IsEmpty)
        {
            Drop();
        }
    }
}
