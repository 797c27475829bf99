using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>One's own name and address; user name and roles are the administrators' to change.</summary>
internal static class ChangeMe
{
    /// <summary>What is absent or null stays as it is; an empty e-mail address takes it away.</summary>
    internal sealed record ChangeMeRequest(string? Email = null, string? FirstName = null, string? LastName = null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/me", HandleAsync).WithName("ChangeMe");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ChangeMeRequest request,
        Caller caller,
        UserStore users,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var asked = UserChange.Read(username: null, request.Email, request.FirstName, request.LastName, roles: null, active: null, errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var (refusal, _) = await users.ChangeAsync(caller.UserId, asked, Deed.Of(caller, time.GetUtcNow()), cancellation);
        return refusal is { } why ? RefusalView.Of(why, caller.UserId) : TypedResults.NoContent();
    }
}
