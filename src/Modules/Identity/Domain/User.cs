using Vedette.Foundation;

namespace Vedette.Identity.Domain;

/// <summary>Somebody, or some program, who may sign in. Without a <paramref name="PasswordHash"/> not by a password.</summary>
internal sealed record User(UserId Id, string Username, string? PasswordHash, IReadOnlyList<string> Roles, bool Enabled)
{
    /// <summary>What is typed to sign in: a user name or an e-mail address.</summary>
    public const int MaxName = EmailAddress.MaxLength;

    public string? Email { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    /// <summary>Counts every change of what the user may do.</summary>
    public long AccessVersion { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>Names and addresses are compared without regard to case.</summary>
    public static string SignInName(string username) => username.Trim().ToLowerInvariant();

    // A record's generated text would show the hash.
    public override string ToString() => Username;
}
