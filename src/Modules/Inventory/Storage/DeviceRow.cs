using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Storage;

/// <summary>A row of <c>devices</c> with the property of its room.</summary>
internal class DeviceRow
{
    public const string Columns =
        """
        d.id, d.kind, d.name, d.description, d.room_id, r.property_id, d.enabled, d.recording, d.url, d.sub_url, d.username,
        d.protected_password, d.transport, d.record_choice, d.grid_choice, d.detect_choice, d.trust_sha256, d.trust_authority,
        d.onvif_url, d.onvif_profile, d.thing_id, d.thing_url, d.thing_username, d.thing_secret, d.capabilities, d.version, d.created_at
        """;

    public const string From = "from devices d left join rooms r on r.id = d.room_id";

    public DeviceId Id { get; init; }

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public RoomId? RoomId { get; init; }

    public PropertyId? PropertyId { get; init; }

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

    public string? ThingId { get; init; }

    public string? ThingUrl { get; init; }

    public string? ThingUsername { get; init; }

    public string? ThingSecret { get; init; }

    public string Capabilities { get; init; } = "[]";

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The arguments of a statement that writes a device.</summary>
    public static object Of(Device device) => new
    {
        device.Id,
        Kind = device.Kind.ToString(),
        device.Name,
        SearchName = Label.Key(device.Name),
        SearchText = Label.Key($"{device.Name}\n{device.Description}\n{device.ThingId}"),
        device.Description,
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
        device.ThingId,
        ThingUrl = device.Thing?.Url.OriginalString,
        ThingUsername = device.Thing?.Username,
        ThingSecret = device.Thing?.ProtectedSecret,
        Capabilities = device.Capabilities.ToJson(),
        CapabilityTypes = device.Capabilities.Types,
        device.Version,
        Told = Telling.Shape,
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
        CreatedAt)
    {
        Description = Description,
        ThingId = ThingId,
        Thing = ThingUrl is null ? null : new ThingSource(new Uri(ThingUrl), ThingUsername, ThingSecret),
        Capabilities = CapabilitySet.FromJson(Capabilities),
    };

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
