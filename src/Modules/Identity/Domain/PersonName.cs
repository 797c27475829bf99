using System.Text;

namespace Vedette.Identity.Domain;

/// <summary>A first or last name: one line, may be empty.</summary>
internal static class PersonName
{
    public const int MaxLength = 100;

    public static string Read(string? text, out string? error)
    {
        var name = text?.Trim() ?? "";
        error = name.Length > MaxLength ? $"Must not be longer than {MaxLength} characters."
            : name.Any(char.IsControl) || name.EnumerateRunes().Contains(Rune.ReplacementChar) ? "Must not hold control characters."
            : null;
        return name;
    }
}
