using Vedette.Foundation;

namespace Vedette.Identity.Domain;

/// <summary>Somebody who may sign in.</summary>
internal sealed record User(UserId Id, string Username, string PasswordHash, IReadOnlyList<string> Roles, bool Enabled)
{
    public const int MaxName = 100;

    /// <summary>Names are compared without regard to case.</summary>
    public static string SignInName(string username) => username.Trim().ToLowerInvariant();

    // A record's generated text would show the hash.
    public override string ToString() => Username;
}
