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

/// <summary>How somebody can be told something: one's own, or as an administrator anybody's.</summary>
internal static class ReplaceContacts
{
    /// <summary>All contacts, in the order they are to be tried.</summary>
    internal sealed record ContactsView(IReadOnlyList<ContactView?> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPut(
            "/me/contacts",
            (ContactsView request, Caller caller, ContactStore store, TimeProvider time, CancellationToken cancellation) =>
                HandleAsync(caller.UserId, request, caller, store, time, cancellation)).WithName("ReplaceMyContacts");
        _ = routes.MapPut("/users/{id}/contacts", HandleAsync).RequireAdministrator().WithName("ReplaceContacts");
    }

    private static async Task<Results<Ok<ContactsView>, ProblemHttpResult>> HandleAsync(
        UserId id,
        ContactsView request,
        Caller caller,
        ContactStore store,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var contacts = ContactView.ReadAll(request.Items, "items", errors);
        if (!errors.IsEmpty)
        {
            return Problem.Invalid(errors.All);
        }

        return await store.ReplaceAsync(id, contacts, Deed.Of(caller, time.GetUtcNow()), cancellation) is { } refusal
            ? RefusalView.Of(refusal, id)
            : TypedResults.Ok(new ContactsView([.. contacts.Select(ContactView.Of)]));
    }
}
