using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Vedette.Foundation;

/// <summary>Identity of a camera: the same UUID as its <see cref="DeviceId"/>, used wherever pictures flow.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(EntityIdJsonConverter<CameraId>))]
public readonly record struct CameraId(Guid Value) : IEntityId<CameraId>
{
    /// <inheritdoc/>
    public static CameraId From(Guid value) => new(value);

    /// <summary>A new identity, ordered by creation time (UUIDv7).</summary>
    public static CameraId New() => new(Guid.CreateVersion7());

    /// <inheritdoc cref="EntityIdText.TryParse{TId}"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CameraId result) =>
        EntityIdText.TryParse(s, out result);

    /// <inheritdoc cref="EntityIdText.Parse{TId}"/>
    public static CameraId Parse(string s, IFormatProvider? provider) => EntityIdText.Parse<CameraId>(s);

    /// <summary>This camera as a device of the inventory.</summary>
    public DeviceId AsDevice() => new(Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
