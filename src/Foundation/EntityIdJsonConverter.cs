using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vedette.Foundation;

/// <summary>Writes an identity as its 36-character text, as a value and as a property name.</summary>
/// <typeparam name="TId">The identity type.</typeparam>
public sealed class EntityIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IEntityId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EntityIdText.TryParse<TId>(reader.GetString(), out var id)
            ? id
            : throw new JsonException("An id is a string of 36 characters: hexadecimal digits in five groups joined by hyphens.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntityIdText.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException("A key must be an id.");

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString("D"));
}
