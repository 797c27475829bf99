using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Platform.Tests.Modules;

/// <summary>A module's knowledge of places: one camera in a room, and one in none.</summary>
internal sealed class CameraPlaces : IPlaces
{
    public static readonly Guid Camera = Guid.CreateVersion7();
    public static readonly Place Room = new(PropertyId.New(), RoomId.New());

    public static string Noun => "camera";

    public ValueTask<Place?> PlaceOfAsync(Guid device, CancellationToken ct) => ValueTask.FromResult(device == Camera ? Room : null);
}
