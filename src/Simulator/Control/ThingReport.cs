using Vedette.Simulator.Things;

namespace Vedette.Simulator.Control;

/// <summary>What is to be known of a thing.</summary>
internal sealed record ThingReport(
    string Name, string Id, string Title, Uri Url, bool Enabled, long Toggles, long Rings, long Rounds, int Listeners, long Trapped, ThingBehaviour Behaviour)
{
    public static ThingReport Of(SimulatedThing thing) => new(
        thing.Name, thing.Id, thing.Title, thing.Url, thing.Enabled, thing.Toggles, thing.Rings, thing.Rounds, thing.Listeners, thing.Trapped, thing.Behaviour);
}
