using System.Globalization;

namespace Vedette.Inventory.Domain;

/// <summary>Names and addresses people give to what they own: trimmed, one line.</summary>
internal static class Label
{
    public const int MaxName = 100;

    public const int MaxAddress = 300;

    public const int MaxDescription = 500;

    /// <summary>What two labels are compared by: their case does not count.</summary>
    public static string Key(string label) => label.ToLowerInvariant();

    /// <summary>A name with a number behind it, cut where it would get too long.</summary>
    public static string Numbered(string name, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
        var kept = Math.Min(name.Length, MaxName - suffix.Length);
        return name[..(kept > 0 && char.IsHighSurrogate(name[kept - 1]) ? kept - 1 : kept)].TrimEnd() + suffix;
    }

    /// <summary>The trimmed text; or, when <paramref name="error"/> is set, nothing usable.</summary>
    public static string Read(string? text, int maxLength, out string? error)
    {
        var trimmed = ReadOptional(text, maxLength, out error);
        error ??= trimmed.Length == 0 ? "Must not be empty." : null;
        return trimmed;
    }

    /// <summary>As <see cref="Read"/>, for what may also be left empty.</summary>
    public static string ReadOptional(string? text, int maxLength, out string? error)
    {
        var trimmed = text?.Trim() ?? "";
        error = trimmed.Length > maxLength ? $"Must not be longer than {maxLength} characters."
            : trimmed.Any(char.IsControl) || !IsWellFormed(trimmed) ? "Must not hold control characters."
            : null;
        return trimmed;
    }

    public static string? SearchError(string? search) =>
        search?.Length > MaxName ? $"Must not be longer than {MaxName} characters." : null;

    // Half a surrogate pair cannot be stored as UTF-8.
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
