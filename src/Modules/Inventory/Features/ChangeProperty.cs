using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Inventory.Features;

internal static class ChangeProperty
{
    /// <summary>What is absent stays as it is; so does what is null, but for the owner: null takes that away.</summary>
    internal sealed class ChangePropertyRequest
    {
        public string? Name { get; set; }

        public string? Address { get; set; }

        public string? TimeZone { get; set; }

        public bool? External { get; set; }

        public UserId? OwnerId { get; set => (field, SaysOwner) = (value, true); }

        internal bool SaysOwner { get; private set; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/properties/{id}", HandleAsync).RequireAdministrator().WithName("ChangeProperty");

    private static async Task<Results<Ok<PropertyView>, ProblemHttpResult>> HandleAsync(
        PropertyId id,
        ChangePropertyRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        Caller caller,
        PropertyStore store,
        TimeProvider time,
        HttpResponse response,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var expected = IfMatch.Read(ifMatch, "property", errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        var refusal = await store.ChangeAsync(
            id, expected, before => Apply(request, before, out errors), Deed.Of(caller, time), cancellation);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        if (refusal is { } reason)
        {
            return RefusalView.Of(reason, "property", id);
        }

        if (await store.FindAsync(id, caller.Reach(), cancellation) is not { } entry)
        {
            return Problem.NotFound("property", id);
        }

        response.Headers.ETag = EntityTag.Quoted(entry.Property.Version);
        return TypedResults.Ok(PropertyView.Of(entry));
    }

    /// <summary>The property with the change; unchanged when the change makes no sense.</summary>
    private static Property Apply(ChangePropertyRequest request, Property before, out FieldErrors errors) =>
        Property.TryCreate(
            before.Id, request.Name ?? before.Name, request.Address ?? before.Address, request.TimeZone ?? before.TimeZone, out var property, out errors)
            ? property with
            {
                External = request.External ?? before.External,
                OwnerId = request.SaysOwner ? request.OwnerId : before.OwnerId,
                Version = before.Version,
            }
            : before;
}
