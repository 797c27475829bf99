using System.Text.Json;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Features;

/// <summary>State that can be read, written or watched.</summary>
internal sealed record PropertyView(string Name, string? Title, string? Type, bool ReadOnly, bool WriteOnly, bool Observable, string? Unit, JsonElement? Schema)
{
    public static IReadOnlyList<PropertyView> All(Thing? thing) => thing is null
        ? []
        : [.. thing.Properties.Values.Select(property => new PropertyView(
            property.Name,
            property.Title,
            property.Schema.Kind is { } kind ? JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) : null,
            property.Schema.IsReadOnly || !Offers(property, Operations.WriteProperty),
            property.Schema.IsWriteOnly || !Offers(property, Operations.ReadProperty),
            property.IsObservable,
            property.Schema.Unit,
            SchemaOf(property.Schema)))];

    /// <summary>As the thing wrote it, for forms that people fill in.</summary>
    public static JsonElement? SchemaOf(DataSchema? schema) => schema is { Source.ValueKind: JsonValueKind.Object } ? schema.Source : null;

    private static bool Offers(PropertyAffordance property, Operations operation) => property.Forms.Any(form => form.Operations.HasFlag(operation));
}
