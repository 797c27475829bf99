using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Features;

/// <summary>Something a thing tells who listens.</summary>
internal sealed record EventView(string Name, string? Title)
{
    public static IReadOnlyList<EventView> All(Thing? thing) => thing is null ? [] : [.. thing.Events.Values.Select(each => new EventView(each.Name, each.Title))];
}
