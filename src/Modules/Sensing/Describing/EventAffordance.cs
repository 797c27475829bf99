namespace Vedette.Sensing.Describing;

/// <summary>Something the thing tells who subscribed.</summary>
internal sealed record EventAffordance : Affordance
{
    /// <summary>What must be sent to subscribe; null when the thing does not say.</summary>
    public DataSchema? Subscription { get; init; }

    /// <summary>What comes with each event; null when the thing does not say.</summary>
    public DataSchema? Content { get; init; }

    /// <summary>What must be sent to end it; null when the thing does not say.</summary>
    public DataSchema? Cancellation { get; init; }
}
