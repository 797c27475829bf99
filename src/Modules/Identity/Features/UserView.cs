using Vedette.Foundation;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Features;

/// <summary>A user as administrators see one.</summary>
internal sealed record UserView(
    UserId Id,
    string Username,
    string? Email,
    string FirstName,
    string LastName,
    IReadOnlyList<string> Roles,
    bool Active,
    IReadOnlyList<ContactView> Contacts,
    bool SecondFactor,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    int Grants)
{
    public static UserView Of(UserList.Entry entry) => new(
        entry.User.Id,
        entry.User.Username,
        entry.User.Email,
        entry.User.FirstName,
        entry.User.LastName,
        entry.User.Roles,
        entry.User.Enabled,
        [.. entry.Contacts.Select(ContactView.Of)],
        entry.SecondFactor,
        entry.User.CreatedAt,
        entry.User.LastSignInAt,
        entry.Grants);
}
