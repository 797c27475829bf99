using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Sensing.Roster;

/// <summary>Where things are.</summary>
internal sealed class ThingPlaces(ThingRoster roster) : IPlaces
{
    public static string Noun => "thing";

    public ValueTask<Place?> PlaceOfAsync(Guid device, CancellationToken ct) => ValueTask.FromResult(roster.Find(new DeviceId(device))?.Place);
}
