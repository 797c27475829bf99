using Vedette.Contracts.Recording;
using Vedette.Media.Units;

namespace Vedette.Recording.Writing;

/// <summary>A key picture and what depends on it, or a break between two such groups.</summary>
internal sealed class PreRollGroup(DateTimeOffset from, DateTimeOffset arrivedAt)
{
    private readonly Queue<AccessUnit> _units = new();

    /// <summary>Wall time of the key picture, or of the break.</summary>
    public DateTimeOffset From { get; } = from;

    /// <summary>Just behind the newest picture so far.</summary>
    public DateTimeOffset To { get; private set; } = from.AddTicks(1);

    /// <summary>When it began to arrive, by our clock.</summary>
    public DateTimeOffset ArrivedAt => arrivedAt;

    /// <summary>Why pictures stopped; null for pictures.</summary>
    public GapCause? Cause { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>The oldest unit left; null when none is.</summary>
    public AccessUnit? First => _units.TryPeek(out var unit) ? unit : null;

    public void Add(AccessUnit unit)
    {
        _units.Enqueue(unit);
        To = unit.IsVideo && unit.WallTime >= To ? unit.WallTime.AddTicks(1) : To;
    }

    public bool TryTake(out AccessUnit? unit) => _units.TryDequeue(out unit);
}
