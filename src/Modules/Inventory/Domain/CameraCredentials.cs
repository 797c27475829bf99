namespace Vedette.Inventory.Domain;

/// <summary>What RTSP can carry as user name and password (RFC 7617 section 2).</summary>
internal static class CameraCredentials
{
    public const int MaxLength = 256;

    public static string? UsernameError(string? username) =>
        Error(username, "user name")
        ?? (username?.Contains(':', StringComparison.Ordinal) == true ? "A user name at a camera cannot hold a colon." : null);

    public static string? PasswordError(string? password) => Error(password, "password");

    private static string? Error(string? text, string what) =>
        text is null ? null
        : text.Length > MaxLength ? $"The {what} is longer than {MaxLength} characters."
        : text.Any(char.IsControl) ? $"The {what} holds control characters."
        : null;
}
