using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Streams.Roster;

/// <summary>Where cameras are, for whoever decides what somebody may see.</summary>
internal sealed class CameraPlaces(CameraRoster roster) : IPlaces
{
    public static string Noun => "camera";

    public Place? PlaceOf(CameraId camera) => roster.Cameras.GetValueOrDefault(camera)?.Place;

    public ValueTask<Place?> PlaceOfAsync(Guid device, CancellationToken ct) => ValueTask.FromResult(PlaceOf(CameraId.From(device)));
}
