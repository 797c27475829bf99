using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Vedette.Foundation;

/// <summary>Identity of a room of a property.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(EntityIdJsonConverter<RoomId>))]
public readonly record struct RoomId(Guid Value) : IEntityId<RoomId>
{
    /// <inheritdoc/>
    public static RoomId From(Guid value) => new(value);

    /// <summary>A new identity, ordered by creation time (UUIDv7).</summary>
    public static RoomId New() => new(Guid.CreateVersion7());

    /// <inheritdoc cref="EntityIdText.TryParse{TId}"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoomId result) =>
        EntityIdText.TryParse(s, out result);

    /// <inheritdoc cref="EntityIdText.Parse{TId}"/>
    public static RoomId Parse(string s, IFormatProvider? provider) => EntityIdText.Parse<RoomId>(s);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
