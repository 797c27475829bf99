namespace Vedette.Identity.Domain;

/// <summary>The name a user signs in with. It never looks like an e-mail address, so that both can be typed in one field.</summary>
internal static class Username
{
    public const int MinLength = 3;

    public const int MaxLength = 50;

    // ASCII only: letters that look alike would make two names look like one.
    public static string Read(string? text, out string? error)
    {
        var name = User.SignInName(text ?? "");
        error = name.Length is < MinLength or > MaxLength ? $"Must have {MinLength} to {MaxLength} characters."
            : !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-')
                ? "May hold letters (a to z), digits, dots, underscores and hyphens."
            : null;
        return name;
    }
}
