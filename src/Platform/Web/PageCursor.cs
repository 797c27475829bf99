using System.Buffers.Text;
using System.Text.Json;

namespace Vedette.Platform.Web;

/// <summary>The opaque text of a cursor: base64url of a JSON array of the parts a list is ordered by.</summary>
public static class PageCursor
{
    private const int MostCharacters = 1024;

    /// <summary>Writes a cursor.</summary>
    public static string Encode(params IReadOnlyList<string> parts) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    /// <summary>Reads a cursor; false when it is not one.</summary>
    public static bool TryDecode(string cursor, out IReadOnlyList<string> parts)
    {
        parts = [];
        try
        {
            var read = cursor.Length <= MostCharacters
                ? JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor))
                : null;
            if (read is null || read.Any(part => part is null))
            {
                return false;
            }

            parts = read!;
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return false;
        }
    }
}
