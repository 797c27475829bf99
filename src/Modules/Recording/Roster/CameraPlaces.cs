using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Recording.Roster;

/// <summary>Where cameras are, for whoever decides whose footage somebody may see. Footage goes with its camera, wherever that was when it was recorded.</summary>
internal sealed class CameraPlaces(CameraRoster roster) : IPlaces
{
    public static string Noun => "camera";

    public Place? PlaceOf(CameraId camera) => roster.Cameras.GetValueOrDefault(camera)?.Place;

    public ValueTask<Place?> PlaceOfAsync(Guid device, CancellationToken ct) => ValueTask.FromResult(PlaceOf(CameraId.From(device)));

    /// <summary>Whether the caller has a right wherever each of the cameras is.</summary>
    public bool May(Caller caller, Right right, IEnumerable<CameraId> cameras) =>
        caller.IsAdministrator || cameras.All(camera => caller.May(right, PlaceOf(camera)));

    /// <summary>Whether the caller may know of each of the cameras.</summary>
    public bool Sees(Caller caller, IEnumerable<CameraId> cameras)
    {
        var reach = caller.Reach();
        return reach.Everything || cameras.All(camera => reach.Includes(PlaceOf(camera)));
    }
}
