using Vedette.Contracts.Inventory;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Storage;
using Vedette.Sensing.Viewing;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>Keeps the roster, and with it what is watched, in step with the inventory.</summary>
internal sealed class FollowInventory(ThingRoster roster, RosterStore store, StandingStore standings, ThingWatches watches, ThingTopics topics)
{
    public Task HandleAsync(DeviceState device, CancellationToken cancellation) =>
        device.Thing is null && !roster.Things.ContainsKey(device.Id) ? Task.CompletedTask : TakeAsync(KnownThing.Of(device), cancellation);

    public async Task HandleAsync(DeviceRemoved removed, CancellationToken cancellation)
    {
        if (roster.Things.TryGetValue(removed.DeviceId, out var thing))
        {
            await TakeAsync(thing.Removed ? thing : thing with { Enabled = false, Removed = true, Source = null, Version = thing.Version + 1 }, cancellation);
            await standings.ForgetAsync(removed.DeviceId, cancellation);
        }
    }

    /// <summary>Every step can be taken twice: after a failure the event comes again.</summary>
    private async Task TakeAsync(KnownThing thing, CancellationToken cancellation)
    {
        _ = roster.Take([thing]);
        topics.Moved(thing.Id);
        watches.Apply(thing.Id);
        await store.SaveAsync(thing, cancellation);
    }
}
