using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Storage;

/// <summary>Where devices are, for who asks whether somebody may touch one.</summary>
internal sealed class DevicePlaces(DeviceReader devices) : IPlaces
{
    public static string Noun => "device";

    public async ValueTask<Place?> PlaceOfAsync(Guid device, CancellationToken ct) =>
        (await devices.FindAsync(DeviceId.From(device), ct))?.Device.Place;
}
