using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Inventory.Domain;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

/// <summary>How a refusal looks on the wire.</summary>
internal static class RefusalView
{
    public static ProblemHttpResult Of(Refusal refusal, string what, object id) => refusal switch
    {
        Refusal.NotFound => Problem.NotFound(what, id),
        Refusal.NoSuchProperty => Problem.Invalid("propertyId", "There is no such property."),
        Refusal.NoSuchRoom => Problem.Invalid("roomId", "There is no such room."),
        Refusal.NoSuchOwner => Problem.Invalid("ownerId", "There is no such user, or not one with the role owner or administrator who may sign in."),
        Refusal.PropertyExists => Problem.Conflict("property-exists", "There is a property with this name and address already."),
        Refusal.AlreadyFederated => Problem.Conflict("already-federated", "This thing is a device here already."),
        Refusal.RecordingNeedsEnabled => Problem.Refuse(
            StatusCodes.Status400BadRequest, "recording-needs-enabled", "A device that is switched off records nothing; switch it on first."),
        Refusal.NotOfThisProperty => Problem.Invalid("items", "Each device must be in a room of the plan's property."),
        Refusal.TooManyPlans => Problem.Conflict("too-many-plans", $"A property has at most {Plan.MostOfOneProperty} plans; remove one first."),
        Refusal.Forbidden => Forbidden,
        Refusal.Stale => Problem.Conflict("stale", $"The {what} was changed by somebody else in the meantime; read it again."),
    };

    public static ProblemHttpResult Forbidden => Problem.Refuse(StatusCodes.Status403Forbidden, "forbidden", "You are not allowed to do this.");

    /// <summary>A place that is not removed because of what is inside, with the numbers.</summary>
    public static ProblemHttpResult NotEmpty(string what, Contents inside, bool tellsRooms)
    {
        var rooms = tellsRooms ? $"{inside.Rooms} rooms and " : "";
        var problem = Problem.Conflict(
            $"{what}-not-empty",
            $"There are {rooms}{inside.Devices} devices inside. With contents=unassign they stay, in no room and switched off.");
        if (tellsRooms)
        {
            problem.ProblemDetails.Extensions["rooms"] = inside.Rooms;
        }

        problem.ProblemDetails.Extensions["devices"] = inside.Devices;
        return problem;
    }
}
