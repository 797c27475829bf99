using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Vedette.Foundation;

/// <summary>Identity of a user.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(EntityIdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    /// <inheritdoc/>
    public static UserId From(Guid value) => new(value);

    /// <summary>A new identity, ordered by creation time (UUIDv7).</summary>
    public static UserId New() => new(Guid.CreateVersion7());

    /// <inheritdoc cref="EntityIdText.TryParse{TId}"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result) =>
        EntityIdText.TryParse(s, out result);

    /// <inheritdoc cref="EntityIdText.Parse{TId}"/>
    public static UserId Parse(string s, IFormatProvider? provider) => EntityIdText.Parse<UserId>(s);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
