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
               d.protected_password, d.transport, d.record_choice, d.grid_choice, d.detect_choice, d.trust_sha256, d.trust_authority,
               d.onvif_url, d.onvif_profile, d.version, d.created_at
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

    public string? RecordChoice { get; init; }

    public string? GridChoice { get; init; }

    public string? DetectChoice { get; init; }

    public string? TrustSha256 { get; init; }

    public string? TrustAuthority { get; init; }

    public string? OnvifUrl { get; init; }

    public string? OnvifProfile { get; init; }

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
        RecordChoice = device.Source?.Roles?.Record.ToString(),
        GridChoice = device.Source?.Roles?.Grid.ToString(),
        DetectChoice = device.Source?.Roles?.Detect.ToString(),
        TrustSha256 = device.Source?.Trust?.PinnedSha256,
        TrustAuthority = device.Source?.Trust?.AuthorityPem,
        OnvifUrl = device.Source?.OnvifUrl?.OriginalString,
        device.Source?.OnvifProfile,
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
        Source(),
        Version,
        CreatedAt);

    private CameraSource? Source() => Url is null
        ? null
        : new CameraSource(new Uri(Url), SubUrl is null ? null : new Uri(SubUrl), Username, ProtectedPassword, Enum.Parse<CameraTransport>(Transport!))
        {
            Roles = RecordChoice is null ? null : new CameraRoles(Choice(RecordChoice), Choice(GridChoice!), Choice(DetectChoice!)),
            Trust = TrustSha256 is null && TrustAuthority is null ? null : new CameraTrust(TrustSha256, TrustAuthority),
            OnvifUrl = OnvifUrl is null ? null : new Uri(OnvifUrl),
            OnvifProfile = OnvifProfile,
        };

    private static StreamChoice Choice(string name) => Enum.Parse<StreamChoice>(name);
}
