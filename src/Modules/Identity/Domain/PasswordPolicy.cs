using System.Security.Cryptography;

namespace Vedette.Identity.Domain;

/// <summary>What a password must be: long. Nothing else makes it better (NIST SP 800-63B section 5.1.1).</summary>
internal static class PasswordPolicy
{
    public const int MinLength = 10;

    /// <summary>Long enough for any phrase, short enough to cost nothing to hash.</summary>
    public const int MaxLength = 256;

    private const int GeneratedLength = 24;

    // Without what looks alike: it is read off a screen and typed. 54 letters give 138 bits.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public static string? Error(string? password) =>
        password is null || password.Length < MinLength ? $"A password needs at least {MinLength} characters."
        : password.Length > MaxLength ? $"A password has at most {MaxLength} characters."
        : null;

    /// <summary>Notes what is wrong with a new password; a confirmation counts where there is one.</summary>
    public static void Check(string? password, string? confirmation, FieldErrors errors)
    {
        _ = errors.Check("password", "", Error(password));
        _ = errors.Check("passwordConfirmation", "", confirmation is null || confirmation == password ? null : "Is not the same as the password.");
    }

    public static string Generate() => RandomNumberGenerator.GetString(Letters, GeneratedLength);
}
