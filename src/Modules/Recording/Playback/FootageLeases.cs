using Microsoft.AspNetCore.Http;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Playback;

/// <summary>Sees to it that a long answer does not outlive the right to it: then its connection is cut, since nothing else can be said any more.</summary>
internal sealed class FootageLeases(AccessLeases leases, CameraPlaces places, CameraRoster roster)
{
    /// <summary>Watches over the answer to a request until it is sent. A token that expires meanwhile does not end it: no browser can send a newer one.</summary>
    public void WatchOver(HttpContext context, Caller caller, Right right, IEnumerable<CameraId> cameras)
    {
        foreach (var camera in cameras)
        {
            var lease = leases.Open(caller, expires: null, right, () => places.PlaceOf(camera));
            roster.Changed += lease.Review;
            context.Response.RegisterForDispose(new Watched(roster, lease));
            _ = lease.Ended.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context);
        }
    }

    private sealed class Watched(CameraRoster roster, AccessLease lease) : IDisposable
    {
        public void Dispose()
        {
            roster.Changed -= lease.Review;
            lease.Dispose();
        }
    }
}
