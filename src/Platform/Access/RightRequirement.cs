using Microsoft.AspNetCore.Authorization;

namespace Vedette.Platform.Access;

/// <summary>The caller must have a right; also the handler that decides it.</summary>
internal sealed class RightRequirement(Right right) : AuthorizationHandler<RightRequirement>, IAuthorizationRequirement
{
    public Right Right => right;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (Caller.Of(context.User) is { } caller && caller.May(requirement.Right))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
