using System.Text;

namespace Vedette.Platform.Web;

/// <summary>Lines of comma-separated values (RFC 4180) that are safe to open in a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>The media type (RFC 7111).</summary>
    public const string MimeType = "text/csv; charset=utf-8";

    // A field that starts so is a formula to a spreadsheet; what others wrote must not compute.
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>UTF-8 without a mark.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>One line with its line end.</summary>
    /// <param name="fields">The fields; <see langword="null"/> is empty. A text that a spreadsheet would compute gets an apostrophe in front; numbers stay.</param>
    public static string Line(params IReadOnlyList<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var isNumber = double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
        var safe = FormulaStarts.Contains(text[0], StringComparison.Ordinal) && !isNumber ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
