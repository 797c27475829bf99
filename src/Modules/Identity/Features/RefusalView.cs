using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>How a refusal looks on the wire.</summary>
internal static class RefusalView
{
    public static ProblemHttpResult Of(Refusal refusal, UserId user) => refusal switch
    {
        Refusal.NotFound => Problem.NotFound("user", user),
        Refusal.NameTaken => Problem.Conflict("name-taken", "Somebody else has this user name."),
        Refusal.EmailTaken => Problem.Conflict("email-taken", "Somebody else has this e-mail address."),
        Refusal.LastAdministrator => Problem.Conflict("last-administrator", "This is the last active administrator; nobody could undo it."),
        Refusal.OwnsProperties => Problem.Conflict(
            "owns-properties", "This user owns properties. Give them to somebody else first, or delete with ?properties=unassign to leave them without an owner."),
        Refusal.ServiceHasNoPassword => Problem.Conflict("service-has-no-password", "A service proves itself by an API key; it has no password."),
    };

    /// <summary>A refusal of the grants in the list <c>items</c>.</summary>
    public static ProblemHttpResult Of(GrantRefusal refusal, int index, UserId user) => refusal switch
    {
        GrantRefusal.NoSuchUser => Problem.NotFound("user", user),
        GrantRefusal.NoSuchPlace => Problem.Invalid($"items[{index}].placeId", "There is no such place."),
        GrantRefusal.RoleNeeded => Problem.Conflict("role-needed", "Only guardians, owners and services can be granted rights; change the user's roles first."),
        GrantRefusal.TooMany => Problem.Refuse(
            StatusCodes.Status409Conflict,
            "too-many-grants",
            $"A user can have {Platform.Access.Grant.MostOfOneUser} grants; grant whole properties instead of single rooms."),
    };
}
