using Microsoft.AspNetCore.Authorization;

namespace Vedette.Platform.Access;

/// <summary>The caller must be an administrator; also the handler that decides it.</summary>
internal sealed class AdministratorRequirement : AuthorizationHandler<AdministratorRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AdministratorRequirement requirement)
    {
        if (Caller.Of(context.User) is { IsAdministrator: true })
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
