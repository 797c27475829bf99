using System.Globalization;
using System.Text.Json;

namespace Vedette.Sensing.Describing;

/// <summary>Reads JSON of strangers: bounded in depth, every name once, and every string in it one that can be had as text.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strictly = new() { MaxDepth = DescriptionLimits.Depth, AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!HasOnlyWholeCharacters(bytes.Span))
        {
            throw new JsonException("A string holds half a character.");
        }

        using var document = JsonDocument.Parse(bytes, Strictly);
        return document.RootElement.Clone();
    }

    /// <summary>
    /// Whether every \uD8xx is followed by its other half (RFC 8259 section 8.2): the reader of the platform notices only when the string is
    /// asked for. Of what is no JSON anyway it does not matter what is said.
    /// </summary>
    private static bool HasOnlyWholeCharacters(ReadOnlySpan<byte> json)
    {
        for (var rest = json; rest.IndexOf((byte)'\\') is >= 0 and var at && at + 1 < rest.Length;)
        {
            rest = rest[at..];
            var unit = Unit(rest);
            if (char.IsHighSurrogate(unit) && rest.Length > 6 && char.IsLowSurrogate(Unit(rest[6..])))
            {
                rest = rest[12..];
            }
            else if (char.IsSurrogate(unit))
            {
                return false;
            }
            else
            {
                rest = rest[2..];
            }
        }

        return true;
    }

    /// <summary>The unit written as \u and four digits; 0 where none is.</summary>
    private static char Unit(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'u', _, _, _, _, ..] && ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
