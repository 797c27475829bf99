using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Web;

namespace Vedette.Platform.Access;

/// <summary>The caller must have a right where the device in the route is; also the handler that decides it.</summary>
internal sealed class PlaceRequirement<TPlaces>(Right right, string parameter) : AuthorizationHandler<PlaceRequirement<TPlaces>>, IAuthorizationRequirement
    where TPlaces : class, IPlaces
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PlaceRequirement<TPlaces> requirement)
    {
        if (context.Resource is not HttpContext http || Caller.Of(context.User) is not { } caller)
        {
            return;
        }

        // An administrator may know that there is no such device: the endpoint says so itself.
        if (caller.IsAdministrator)
        {
            context.Succeed(requirement);
            return;
        }

        var named = http.GetRouteValue(parameter)?.ToString();
        var place = Guid.TryParse(named, out var device)
            ? await http.RequestServices.GetRequiredService<TPlaces>().PlaceOfAsync(device, http.RequestAborted)
            : null;
        if (caller.May(right, place))
        {
            context.Succeed(requirement);
        }
        else if (!caller.Sees(place) && caller.May(right))
        {
            // What somebody may not see does not exist for them. (Who has the right nowhere learns nothing by a plain refusal.)
            http.Features.Set(new Unseen(Problem.NotFound(TPlaces.Noun, named ?? "")));
        }
    }
}
