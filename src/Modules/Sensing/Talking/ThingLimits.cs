namespace Vedette.Sensing.Talking;

/// <summary>How long we wait for a thing, and how much we take from it.</summary>
internal sealed record ThingLimits
{
    /// <summary>For a whole answer, connecting included.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the next event while a subscription stands; a thing with nothing to tell is asked anew after it.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Of an answer or an event, in bytes.</summary>
    public int Size { get; init; } = 256 * 1024;

    /// <summary>Between two tries after a failure: grows from the first to the second.</summary>
    public TimeSpan LeastPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MostPause { get; init; } = TimeSpan.FromMinutes(1);
}
