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
        Refusal.NotEmpty => Problem.Conflict("not-empty", $"The {what} is not empty; remove or move what is in it first."),
        Refusal.Stale => Problem.Conflict("stale", $"The {what} was changed by somebody else in the meantime; read it again."),
    };
}
