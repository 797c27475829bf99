using System.Collections.Immutable;
using Vedette.Contracts.Inventory;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Domain;

namespace Vedette.Sensing.Watching;

/// <summary>What is known of a watched thing right now. Replaced as a whole.</summary>
internal sealed record ThingState
{
    public static ThingState Unknown { get; } = new();

    public Standing Standing { get; init; } = Standing.Unknown;

    /// <summary>As it described itself last; null when it never did in this process's life.</summary>
    public Thing? Description { get; init; }

    public IReadOnlyList<DeviceCapability> Capabilities { get; init; } = [];

    /// <summary>Whether it measures, as it says itself; null when it does not say.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What went wrong last and has not gone right since, in words for people.</summary>
    public string? LastError { get; init; }

    /// <summary>The newest value of each measure.</summary>
    public ImmutableDictionary<string, Measured> Latest { get; init; } = ImmutableDictionary<string, Measured>.Empty;

    /// <summary>How often it was looked at, whatever came of it.</summary>
    public long Looks { get; init; }

    /// <summary>Values that were left out: not as declared, or too many.</summary>
    public long LeftOut { get; init; }
}
