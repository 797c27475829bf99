using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>POST adds grants, PUT replaces all that were given; what comes of owning a property stays.</summary>
internal sealed class GiveGrants(GrantStore grants, GrantList list, TimeProvider time)
{
    internal sealed record NewGrant(
        string? Scope = null,
        Guid? PlaceId = null,
        IReadOnlyList<string>? Rights = null,
        DateTimeOffset? From = null,
        DateTimeOffset? Until = null);

    internal sealed record GiveGrantsRequest(IReadOnlyList<NewGrant?> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost(
            "/users/{id}/grants",
            async Task<Results<Created<GrantsView>, ProblemHttpResult>> (
                UserId id, GiveGrantsRequest request, Caller caller, GiveGrants feature, CancellationToken cancellation) =>
            {
                var (problem, given) = await feature.HandleAsync(id, request, replace: false, caller, cancellation);
                return problem is null ? TypedResults.Created($"/api/identity/users/{id}/grants", given) : problem;
            }).RequireAdministrator().WithName("AddGrants");
        _ = routes.MapPut(
            "/users/{id}/grants",
            async Task<Results<Ok<GrantsView>, ProblemHttpResult>> (
                UserId id, GiveGrantsRequest request, Caller caller, GiveGrants feature, CancellationToken cancellation) =>
            {
                var (problem, given) = await feature.HandleAsync(id, request, replace: true, caller, cancellation);
                return problem is null ? TypedResults.Ok(given) : problem;
            }).RequireAdministrator().WithName("ReplaceGrants");
    }

    private async Task<(ProblemHttpResult? Problem, GrantsView? Given)> HandleAsync(
        UserId id, GiveGrantsRequest request, bool replace, Caller caller, CancellationToken cancellation)
    {
        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        if (request.Items.Count > Grant.MostOfOneUser)
        {
            errors.Add("items", $"Must not be more than {Grant.MostOfOneUser}.");
            return (Problem.Invalid(errors.All), null);
        }

        var drafts = request.Items.Select((item, index) =>
            GrantDraft.Read(item?.Scope, item?.PlaceId, item?.Rights, item?.From, item?.Until, now, $"items[{index}]", errors)).ToList();
        if (!errors.IsEmpty)
        {
            return (Problem.Invalid(errors.All), null);
        }

        var (refusal, which, ids) = await grants.GiveAsync(id, [.. drafts.OfType<GrantDraft>()], replace, Deed.Of(caller, now), cancellation);
        return refusal is { } why
            ? (RefusalView.Of(why, which, id), null)
            : (null, GrantsView.Of(replace ? await list.OfAsync(id, cancellation) : await list.OfAsync(id, ids, cancellation), now));
    }
}
