namespace Vedette.Sensing.Describing;

/// <summary>Something the thing can be asked to do.</summary>
internal sealed record ActionAffordance : Affordance
{
    /// <summary>What must be sent along; null when the thing does not say.</summary>
    public DataSchema? Input { get; init; }

    /// <summary>What comes back; null when the thing does not say.</summary>
    public DataSchema? Output { get; init; }

    /// <summary>Whether asking changes nothing.</summary>
    public bool IsSafe { get; init; }

    /// <summary>Whether asking twice does no more than asking once.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether the answer waits until it is done; null when the thing does not say.</summary>
    public bool? IsSynchronous { get; init; }
}
