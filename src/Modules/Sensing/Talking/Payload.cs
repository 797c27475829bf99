using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Values as they travel: JSON, and plain text.</summary>
internal static class Payload
{
    /// <summary>Whether we can read and write it.</summary>
    public static bool IsSpoken(string contentType) => IsJson(contentType) || IsText(contentType);

    public static bool IsJson(string? contentType) => MediaType(contentType) is { } type
        && (type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal));

    public static byte[] Write(JsonElement value, string contentType) =>
        IsText(contentType) && value.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(value.GetString()!) : JsonSerializer.SerializeToUtf8Bytes(value);

    /// <summary>Reads what came.</summary>
    /// <param name="bytes">As it came.</param>
    /// <param name="actual">The type it came as; null when it came without.</param>
    /// <param name="declared">The type the form declares.</param>
    /// <param name="schema">What a plain text stands for.</param>
    /// <exception cref="ThingException">It is not what was declared, or cannot be read.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> bytes, string? actual, string declared, DataSchema? schema)
    {
        if (actual is not null && !IsSpoken(actual))
        {
            throw NotAsDeclared($"The thing answers with {Shown(actual)}, not with {Shown(declared)}.");
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            throw NotAsDeclared("What the thing says is not written in UTF-8.");
        }

        return IsJson(actual ?? declared) ? Json(bytes) : Text(Encoding.UTF8.GetString(bytes.Span), schema);
    }

    private static JsonElement Json(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonText.Parse(bytes);
        }
        catch (JsonException wrong)
        {
            throw NotAsDeclared("What the thing says is not JSON as it must be, or nested too deep.", wrong);
        }
    }

    /// <summary>A number, or true and false, where the thing declares one; else the text itself.</summary>
    private static JsonElement Text(string text, DataSchema? schema)
    {
        if (schema?.Kind is DataKind.Number or DataKind.Integer or DataKind.Boolean or DataKind.Null)
        {
            return Json(Encoding.UTF8.GetBytes(text.Trim()));
        }

        return JsonSerializer.SerializeToElement(text);
    }

    private static bool IsText(string? contentType) => MediaType(contentType) == "text/plain";

    private static string? MediaType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType?.ToLowerInvariant() : null;

    private static string Shown(string contentType) => MediaType(contentType) is { Length: <= 100 } type ? type : "something unknown";

    private static ThingException NotAsDeclared(string what, Exception? inner = null) => new(ThingFailure.OutputNotAsDeclared, what, inner);
}
