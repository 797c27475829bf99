using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>The sign-ins that go on: one's own, and for administrators everybody's.</summary>
internal sealed class Sessions(SignInStore signIns, UserStore users, SignInEnds ends, TimeProvider time)
{
    internal sealed record SessionView(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string? Address, string? Device, bool Current);

    internal sealed record SessionList(IReadOnlyList<SessionView> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/me/sessions", (Sessions feature, Caller caller, CancellationToken cancellation) =>
            feature.ListAsync(caller.UserId, caller, cancellation)).WithName("ListMySessions");
        _ = routes.MapDelete("/me/sessions/{id:guid}", (Guid id, Sessions feature, Caller caller, CancellationToken cancellation) =>
            feature.EndAsync(id, caller.UserId, caller, cancellation)).WithName("EndMySession");
        _ = routes.MapDelete("/me/sessions", (Sessions feature, Caller caller, CancellationToken cancellation) =>
            feature.EndAllAsync(caller.UserId, caller, cancellation)).WithName("SignOutEverywhere");

        _ = routes.MapGet("/users/{user}/sessions", (UserId user, Sessions feature, Caller caller, CancellationToken cancellation) =>
            feature.ListOfAsync(user, caller, cancellation)).RequireAdministrator().WithName("ListSessionsOfUser");
        _ = routes.MapDelete("/users/{user}/sessions/{id:guid}", (UserId user, Guid id, Sessions feature, Caller caller, CancellationToken cancellation) =>
            feature.EndAsync(id, user, caller, cancellation)).RequireAdministrator().WithName("EndSessionOfUser");
        _ = routes.MapDelete("/users/{user}/sessions", (UserId user, Sessions feature, Caller caller, CancellationToken cancellation) =>
            feature.EndAllOfAsync(user, caller, cancellation)).RequireAdministrator().WithName("SignUserOut");
    }

    private async Task<Ok<SessionList>> ListAsync(UserId user, Caller caller, CancellationToken cancellation) =>
        TypedResults.Ok(new SessionList([
            .. (await signIns.ListAsync(user, time.GetUtcNow(), cancellation))
                .Select(one => new SessionView(one.Id, one.StartedAt, one.LastSeenAt, one.Address, one.Device, one.Id == caller.SignIn))]));

    private async Task<Results<Ok<SessionList>, ProblemHttpResult>> ListOfAsync(UserId user, Caller caller, CancellationToken cancellation) =>
        await users.FindAsync(user, cancellation) is null ? Problem.NotFound("user", user) : await ListAsync(user, caller, cancellation);

    private async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid id, UserId user, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await signIns.EndAsync(id, user, caller, now, cancellation) is not { } ended)
        {
            return Problem.NotFound("session", id);
        }

        await ends.HearAsync(ended, now);
        return TypedResults.NoContent();
    }

    private async Task<NoContent> EndAllAsync(UserId user, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await ends.HearAsync(await signIns.EndAllAsync(user, caller, now, cancellation), now);
        return TypedResults.NoContent();
    }

    private async Task<Results<NoContent, ProblemHttpResult>> EndAllOfAsync(UserId user, Caller caller, CancellationToken cancellation) =>
        await users.FindAsync(user, cancellation) is null ? Problem.NotFound("user", user) : await EndAllAsync(user, caller, cancellation);
}
