using System.Security.Cryptography;
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

/// <summary>Takes the picture of a floor: the body is the picture, and its own bytes say what it is.</summary>
internal static class AddPlan
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/properties/{id}/plans", HandleAsync)
            .RequireRight(Right.Configure)
            .WithMetadata(new RequestSizeLimitAttribute(Picture.MaxBytes))
            .Accepts<byte[]>("image/png", "image/jpeg")
            .WithName("AddPlan");

    private static async Task<Results<Created<CreatedView<Guid>>, ProblemHttpResult>> HandleAsync(
        PropertyId id,
        HttpRequest request,
        Caller caller,
        PropertyStore properties,
        PlanStore store,
        PictureIntake intake,
        TimeProvider time,
        CancellationToken cancellation,
        string? name = null)
    {
        var isSeen = await properties.FindAsync(id, caller.Reach(), cancellation) is not null;
        if (caller.Objection(id, isSeen) is { } objection)
        {
            return RefusalView.Of(objection, "property", id);
        }

        var label = Label.Read(name, Label.MaxName, out var nameError);
        if (nameError is not null)
        {
            return Problem.Invalid("name", nameError);
        }

        if (await intake.ReadAsync(request, cancellation) is not { } bytes)
        {
            return Problem.Refuse(StatusCodes.Status408RequestTimeout, "request-timeout", "The picture came too slowly.");
        }

        if (!Picture.TryRead(bytes, out var picture, out var pictureError))
        {
            return Problem.Invalid("body", pictureError);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var deed = Deed.Of(caller, time);
        var plan = new Plan(Guid.CreateVersion7(deed.At), id, label, picture.ContentType, picture.Width, picture.Height, sha256);
        return await store.AddAsync(plan, bytes, deed, cancellation) is { } refusal
            ? RefusalView.Of(refusal, "property", id)
            : TypedResults.Created($"/api/inventory/plans/{plan.Id}", new CreatedView<Guid>(plan.Id));
    }
}
