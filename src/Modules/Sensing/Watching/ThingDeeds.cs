using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Sensing.Watching;

/// <summary>Says who did or saw what at a thing. Nobody waits for it.</summary>
internal sealed class ThingDeeds(SensingNews news, Sightings sightings, TimeProvider time)
{
    public void Did(Caller caller, string action, DeviceId device, string detail, bool failed = false) => news.Tell(
        new ActionRecorded(Guid.CreateVersion7(), action, caller.Actor, device.Value, detail, time.GetUtcNow()) { Address = caller.Address, Failed = failed });

    /// <summary>Notes a look: one entry for somebody who goes on looking.</summary>
    public void Saw(Caller caller, DeviceId device)
    {
        const string Action = "sensing.live-watched";
        if (sightings.IsNew(caller.Actor, Action, device.Value))
        {
            Did(caller, Action, device, "live values");
        }
    }
}
