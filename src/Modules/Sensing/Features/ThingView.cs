using Vedette.Contracts.Inventory;
using Vedette.Contracts.Sensing;
using Vedette.Foundation;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Domain;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>How a thing stands.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Title">What it calls itself; its name here as long as it has not said.</param>
/// <param name="Status">Null before the first look.</param>
/// <param name="StatusSince">Since when.</param>
/// <param name="LastOnline">When it answered last.</param>
/// <param name="Enabled">Whether it is on, as it says itself; null when it does not say.</param>
/// <param name="Wanted">Whether it is wanted to be.</param>
/// <param name="LastError">What is wrong, in words.</param>
internal sealed record ThingView(
    DeviceId DeviceId, string Title, DeviceStatus? Status, DateTimeOffset? StatusSince, DateTimeOffset? LastOnline, bool? Enabled, bool Wanted, string? LastError)
{
    public static ThingView Of(KnownThing thing, ThingState state) => new(
        thing.Id, state.Description?.Title ?? thing.Name, state.Standing.Status, state.Standing.Since, state.Standing.LastOnline, state.Enabled, thing.Enabled, state.LastError);
}

internal sealed record ThingDetail(
    DeviceId DeviceId,
    string Title,
    DeviceStatus? Status,
    DateTimeOffset? StatusSince,
    DateTimeOffset? LastOnline,
    bool? Enabled,
    bool Wanted,
    string? LastError,
    string? Id,
    string? Description,
    IReadOnlyList<PropertyView> Properties,
    IReadOnlyList<ActionView> Actions,
    IReadOnlyList<EventView> Events,
    IReadOnlyList<DeviceCapability> Capabilities,
    IReadOnlyList<string> Security,
    IReadOnlyList<Measured> Latest,
    long LeftOut)
{
    public static ThingDetail Of(KnownThing thing, ThingState state)
    {
        var described = state.Description;
        var view = ThingView.Of(thing, state);
        return new ThingDetail(
            view.DeviceId, view.Title, view.Status, view.StatusSince, view.LastOnline, view.Enabled, view.Wanted, view.LastError,
            described?.Id ?? thing.ThingId,
            described?.Description,
            PropertyView.All(described),
            ActionView.All(described),
            EventView.All(described),
            state.Capabilities,
            SchemesOf(described),
            [.. state.Latest.Values.OrderBy(latest => latest.Measure, StringComparer.Ordinal)],
            state.LeftOut);
    }

    public static IReadOnlyList<string> SchemesOf(Thing? thing) =>
        thing is null ? [] : [.. thing.Security.Select(name => thing.SecuritySchemes.GetValueOrDefault(name)?.Scheme).OfType<string>().Distinct()];
}
