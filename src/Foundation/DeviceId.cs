using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Vedette.Foundation;

/// <summary>Identity of a device: a camera, a thing or a siren.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(EntityIdJsonConverter<DeviceId>))]
public readonly record struct DeviceId(Guid Value) : IEntityId<DeviceId>
{
    /// <inheritdoc/>
    public static DeviceId From(Guid value) => new(value);

    /// <summary>A new identity, ordered by creation time (UUIDv7).</summary>
    public static DeviceId New() => new(Guid.CreateVersion7());

    /// <inheritdoc cref="EntityIdText.TryParse{TId}"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeviceId result) =>
        EntityIdText.TryParse(s, out result);

    /// <inheritdoc cref="EntityIdText.Parse{TId}"/>
    public static DeviceId Parse(string s, IFormatProvider? provider) => EntityIdText.Parse<DeviceId>(s);

    /// <summary>This device on the media plane. Only meaningful when the device is a camera.</summary>
    public CameraId AsCamera() => new(Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
