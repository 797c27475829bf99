using System.Text.Json;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Features;

/// <summary>Something a thing can be asked to do.</summary>
internal sealed record ActionView(string Name, string? Title, JsonElement? Input)
{
    public static IReadOnlyList<ActionView> All(Thing? thing) => thing is null
        ? []
        : [.. thing.Actions.Values.Select(action => new ActionView(action.Name, action.Title, PropertyView.SchemaOf(action.Input)))];
}
