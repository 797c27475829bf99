using Vedette.Foundation;
using Vedette.Identity.Domain;

namespace Vedette.Identity.Storage;

/// <summary>A user as the table has it.</summary>
internal sealed record UserRow(
    UserId Id,
    string Username,
    string PasswordHash,
    string Roles,
    bool Enabled,
    string? Email,
    string FirstName,
    string LastName,
    long AccessVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt)
{
    public const string Columns =
        "id, username, password_hash, roles, enabled, email, first_name, last_name, access_version, created_at, last_sign_in_at";

    public User ToUser() =>
        new(Id, Username, PasswordHash.Length == 0 ? null : PasswordHash, Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), Enabled)
        {
            Email = Email,
            FirstName = FirstName,
            LastName = LastName,
            AccessVersion = AccessVersion,
            CreatedAt = CreatedAt,
            LastSignInAt = LastSignInAt,
        };

    /// <summary>What an order by name compares: the last name first.</summary>
    public static string NameKeyOf(User user) => $"{user.LastName} {user.FirstName}".ToLowerInvariant().Trim();

    /// <summary>The user as arguments, with what is compared.</summary>
    public static object ArgumentsOf(User user) => new
    {
        user.Id,
        user.Username,
        SignInName = User.SignInName(user.Username),
        PasswordHash = user.PasswordHash ?? "",
        Roles = string.Join(' ', user.Roles),
        user.Enabled,
        user.Email,
        EmailKey = user.Email is null ? null : EmailAddress.Key(user.Email),
        user.FirstName,
        user.LastName,
        NameKey = NameKeyOf(user),
        SearchKey = $"{user.Username} {user.Email} {user.FirstName} {user.LastName}".ToLowerInvariant(),
        user.CreatedAt,
    };
}
