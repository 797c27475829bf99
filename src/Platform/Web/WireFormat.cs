using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vedette.Platform.Web;

/// <summary>How values are written as JSON everywhere: in replies, events and snapshots.</summary>
public static class WireFormat
{
    /// <summary>For replies: camelCase, instants in UTC with milliseconds, enumerations in kebab-case, strict numbers. Frozen.</summary>
    public static JsonSerializerOptions Json { get; } = Frozen(new InstantConverter());

    /// <summary>For events and snapshots: the same, but instants keep every digit they have. Frozen.</summary>
    public static JsonSerializerOptions Exact { get; } = Frozen();

    internal static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Frozen(params ReadOnlySpan<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
