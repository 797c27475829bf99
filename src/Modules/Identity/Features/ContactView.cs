using Vedette.Identity.Domain;

namespace Vedette.Identity.Features;

/// <summary>A contact in requests and replies.</summary>
internal sealed record ContactView(string? Type = null, string? Value = null)
{
    public static ContactView Of(Contact contact) => new(contact.TypeName, contact.Value);

    /// <summary>Reads what was sent; each error is noted below <paramref name="field"/>.</summary>
    public static IReadOnlyList<Contact> ReadAll(IReadOnlyList<ContactView?>? sent, string field, FieldErrors errors) =>
        Contact.ReadAll([.. (sent ?? []).Select(contact => (contact?.Type, contact?.Value))], field, errors);
}
