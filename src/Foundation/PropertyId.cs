using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Vedette.Foundation;

/// <summary>Identity of a property: a building with an owner.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(EntityIdJsonConverter<PropertyId>))]
public readonly record struct PropertyId(Guid Value) : IEntityId<PropertyId>
{
    /// <inheritdoc/>
    public static PropertyId From(Guid value) => new(value);

    /// <summary>A new identity, ordered by creation time (UUIDv7).</summary>
    public static PropertyId New() => new(Guid.CreateVersion7());

    /// <inheritdoc cref="EntityIdText.TryParse{TId}"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PropertyId result) =>
        EntityIdText.TryParse(s, out result);

    /// <inheritdoc cref="EntityIdText.Parse{TId}"/>
    public static PropertyId Parse(string s, IFormatProvider? provider) => EntityIdText.Parse<PropertyId>(s);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
