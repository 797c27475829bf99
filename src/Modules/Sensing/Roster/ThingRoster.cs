using System.Collections.Immutable;
using Vedette.Foundation;

namespace Vedette.Sensing.Roster;

/// <summary>The things to talk to: fed by the inventory's events and kept in the database.</summary>
internal sealed class ThingRoster
{
    private readonly Lock _taking = new();
    private ImmutableDictionary<DeviceId, KnownThing> _things = ImmutableDictionary<DeviceId, KnownThing>.Empty;

    /// <summary>All things ever heard of, the removed ones included.</summary>
    public ImmutableDictionary<DeviceId, KnownThing> Things => Volatile.Read(ref _things);

    public IEnumerable<KnownThing> Present => Things.Values.Where(thing => !thing.Removed);

    /// <summary>The thing, unless it is unknown or removed.</summary>
    public KnownThing? Find(DeviceId device) => Things.TryGetValue(device, out var found) && !found.Removed ? found : null;

    /// <summary>Takes newer knowledge in and returns what was new; older is passed over.</summary>
    public IReadOnlyList<KnownThing> Take(IReadOnlyCollection<KnownThing> known)
    {
        lock (_taking)
        {
            var newer = known.Where(thing => !Things.TryGetValue(thing.Id, out var mine) || mine.Version < thing.Version).ToArray();
            Volatile.Write(ref _things, Things.SetItems(newer.Select(thing => KeyValuePair.Create(thing.Id, thing))));
            return newer;
        }
    }
}
