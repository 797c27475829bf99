using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vedette.Platform.Web;

/// <summary>Instants: written in UTC with milliseconds, read as ISO 8601 with an offset. A local time without one says nothing.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("An instant is written like 2026-01-31T08:15:00.000Z, with Z or an offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture));

    private static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        // Without an offset the framework would silently take the machine's time zone.
        return text is { Length: >= 17 and <= 40 }
            && (text[^1] is 'Z' or 'z' || text.AsSpan(10).IndexOfAny('+', '-') >= 0)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }
}
