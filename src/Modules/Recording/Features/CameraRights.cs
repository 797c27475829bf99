using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Features;

/// <summary>Refusals for what concerns several cameras: the right is needed on all of them, and what somebody may not see does not exist for them.</summary>
internal static class CameraRights
{
    /// <summary>Why the caller may not do this with something that was made of these cameras; null when it is allowed.</summary>
    public static ProblemHttpResult? Refusal(CameraPlaces places, Caller caller, Right right, IReadOnlyList<CameraId> cameras, string what, Guid id) =>
        places.May(caller, right, cameras) ? null
        : places.Sees(caller, cameras) ? Forbidden()
        : Problem.NotFound(what, id);

    /// <summary>Why the caller may not name these cameras in a request; null when there are all of them and it is allowed.</summary>
    public static ProblemHttpResult? Refusal(CameraRoster roster, CameraPlaces places, Caller caller, Right right, IReadOnlyList<CameraId> cameras)
    {
        foreach (var camera in cameras)
        {
            if (!roster.Cameras.ContainsKey(camera) || !places.Sees(caller, [camera]))
            {
                return Problem.Invalid("cameraIds", $"There is no camera {camera}.");
            }
        }

        return places.May(caller, right, cameras) ? null : Forbidden();
    }

    public static ProblemHttpResult Forbidden() =>
        Problem.Refuse(StatusCodes.Status403Forbidden, "forbidden", "You are not allowed to do this with each of these cameras.");
}
