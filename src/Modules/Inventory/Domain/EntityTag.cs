using System.Globalization;

namespace Vedette.Inventory.Domain;

/// <summary>The version of a device as an entity tag (RFC 9110 section 8.8.3), with and without its quotes.</summary>
internal static class EntityTag
{
    public static string Of(long version) => version.ToString(CultureInfo.InvariantCulture);

    public static string Quoted(long version) => $"\"{Of(version)}\"";

    /// <summary>Reads <c>If-Match</c>: absent and <c>*</c> match any version, which is <see langword="null"/>.</summary>
    public static bool TryReadIfMatch(string? header, out long? version)
    {
        version = null;
        var text = header?.Trim();
        if (string.IsNullOrEmpty(text) || text == "*")
        {
            return true;
        }

        var bare = text is ['"', .. var quoted, '"'] ? quoted : text;
        var isNumber = long.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        version = isNumber ? number : null;
        return isNumber;
    }
}
