namespace Vedette.Sensing.Describing;

/// <summary>State that can be read, written or watched.</summary>
internal sealed record PropertyAffordance : Affordance
{
    public required DataSchema Schema { get; init; }

    public bool IsObservable { get; init; }
}
