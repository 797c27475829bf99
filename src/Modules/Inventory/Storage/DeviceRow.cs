using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Storage;

/// <summary>A row of <c>devices</c> joined with its room's property.</summary>
internal sealed class DeviceRow
{
    public const string Select =
        """
        select d.id, d.kind, d.name, d.room_id, r.property_id, d.enabled, d.recording, d.url, d.sub_url, d.username,
               d.protected_password, d.transport, d.version, d.created_at
        from devices d join rooms r on r.id = d.room_id
        """;

    public DeviceId Id { get; init; }

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public RoomId RoomId { get; init; }

    public PropertyId PropertyId { get; init; }

    public bool Enabled { get; init; }

    public bool Recording { get; init; }

    public string? Url { get; init; }

    public string? SubUrl { get; init; }

    public string? Username { get; init; }

    public string? ProtectedPassword { get; init; }

    public string? Transport { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public static object From(Device device) => new
    {
        device.Id,
        Kind = device.Kind.ToString(),
        device.Name,
        SearchName = device.Name.ToLowerInvariant(),
        device.RoomId,
        device.Enabled,
        device.Recording,
        Url = device.Source?.Url.OriginalString,
        SubUrl = device.Source?.SubUrl?.OriginalString,
        device.Source?.Username,
        device.Source?.ProtectedPassword,
        Transport = device.Source?.Transport.ToString(),
        device.Version,
        device.CreatedAt,
    };

    public Device ToDevice() => new(
        Id,
        Enum.Parse<DeviceKind>(Kind),
        Name,
        RoomId,
        PropertyId,
        Enabled,
        Recording,
        Url is null ? null : new CameraSource(new Uri(Url), SubUrl is null ? null : new Uri(SubUrl), Username, ProtectedPassword, Enum.Parse<CameraTransport>(Transport!)),
        Version,
        CreatedAt);
}
