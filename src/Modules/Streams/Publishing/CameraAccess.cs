using System.Security.Claims;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Publishing;

/// <summary>Who may watch a camera, and for how long what shows it may go on.</summary>
internal sealed class CameraAccess(AccessLeases leases, AccessNews news, CameraPlaces places, FeedChanges changes)
{
    /// <summary>Whether somebody who proved who they are a while ago may watch the camera now.</summary>
    public bool MayWatch(Caller caller, CameraId camera) => news.Apply(caller) is { } now && now.May(Right.Live, places.PlaceOf(camera));

    /// <summary>For a request: until its token expires, too.</summary>
    public CameraLease Open(ClaimsPrincipal user, CameraId camera) =>
        new(leases.Open(user, Right.Live, () => places.PlaceOf(camera)), camera, changes);

    /// <summary>For somebody who is known another way.</summary>
    public CameraLease Open(Caller caller, CameraId camera) =>
        new(leases.Open(caller, expires: null, Right.Live, () => places.PlaceOf(camera)), camera, changes);
}
