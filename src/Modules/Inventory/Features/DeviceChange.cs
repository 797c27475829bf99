using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Features;

/// <summary>The change somebody asked for, applied to the device as it is when nobody else can change it.</summary>
internal sealed class DeviceChange
{
    private readonly ChangeDeviceRequest _request;
    private readonly RoomId? _knownRoom;
    private readonly SecretProtector _secrets;
    private readonly HostPolicy _policy;
    private readonly FieldErrors _errors;
    private readonly string? _name;
    private readonly string? _description;

    // knownRoom: where the device was when its caller was found to be allowed to change it.
    public DeviceChange(ChangeDeviceRequest request, RoomId? knownRoom, SecretProtector secrets, HostPolicy policy, FieldErrors errors)
    {
        (_request, _knownRoom, _secrets, _policy, _errors) = (request, knownRoom, secrets, policy, errors);
        _name = request.Name is null ? null : errors.Check("name", Label.Read(request.Name, Label.MaxName, out var nameError), nameError);
        _description = request.Description is null
            ? null
            : errors.Check("description", Label.ReadOptional(request.Description, Label.MaxDescription, out var descriptionError), descriptionError);
    }

    /// <summary>Why the change was not made, when the errors do not say so.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The device with the change; unchanged when the change makes no sense for it.</summary>
    public Device Apply(Device device)
    {
        var (isCamera, isEnabled) = (device.Kind == DeviceKind.Camera, _request.Enabled ?? device.Enabled);
        _ = _errors.Check("recording", _request.Recording, _request.Recording == true && !isCamera ? "Only a camera is recorded." : null);
        Refusal = device.RoomId != _knownRoom ? Domain.Refusal.Stale
            : isCamera && _request.Recording == true && !device.Recording && !isEnabled ? Domain.Refusal.RecordingNeedsEnabled
            : null;
        var changed = device with
        {
            Name = _name ?? device.Name,
            Description = _description ?? device.Description,
            RoomId = _request.SaysRoomId ? _request.RoomId : device.RoomId,
            Enabled = isEnabled,
            Recording = _request.Recording ?? device.Recording,
        };
        changed = _request.Source is { } asked ? WithSource(changed, asked) : changed;
        return _errors.IsEmpty && Refusal is null ? changed : device;
    }

    private Device WithSource(Device device, ChangeDeviceSource asked)
    {
        switch (device)
        {
            case { Kind: DeviceKind.Camera, Source: { } before }:
                return device with { Source = Stream(before, asked) };
            case { Kind: DeviceKind.Thing }:
                return device with { Thing = Thing(device.Thing, asked) };
            default:
                _errors.Add("source", "A siren has no source.");
                return device;
        }
    }

    private CameraSource? Stream(CameraSource before, ChangeDeviceSource asked)
    {
        var (trust, onvif) = (
            asked.SaysTrust ? asked.Trust : TrustOf(before),
            asked.SaysOnvif ? asked.Onvif : new OnvifView(before.OnvifUrl?.OriginalString, before.OnvifProfile));
        var fields = new SourceFields
        {
            Url = asked.Url ?? before.Url.OriginalString,
            SubUrl = asked.SaysSubUrl ? asked.SubUrl : before.SubUrl?.OriginalString,
            Username = asked.SaysUsername ? asked.Username : null,
            Password = asked.Password,
            Transport = asked.Transport ?? before.Transport,
            Roles = asked.SaysRoles ? asked.Roles : before.Roles,
            PinnedSha256 = trust?.PinnedSha256,
            AuthorityPem = trust?.AuthorityPem,
            OnvifUrl = onvif?.Url,
            OnvifProfile = onvif?.Profile,
        };
        _ = _errors.Check("source.onvif.url", asked.Onvif, asked.Onvif is { Url: null or "" } ? "Must not be empty." : null);
        _ = _errors.Check("source.token", asked.Token, asked.Token is null ? null : "A camera takes a user name and a password.");
        return SourceDraft.Read(fields, _policy, _errors)
            ?.Replace(before, keepsUsername: !asked.SaysUsername, keepsPassword: !asked.SaysPassword, _secrets);
    }

    private ThingSource? Thing(ThingSource? before, ChangeDeviceSource asked)
    {
        _ = _errors.Check("source", asked, asked.SaysStream ? "A thing has a URL, and a user name with a password or a token." : null);
        var draft = ThingDraft.Read(
            new ThingFields(asked.Url ?? before?.Url.OriginalString, asked.Username, asked.Password, asked.Token), _errors);
        return before is null
            ? draft?.Protect(_secrets)
            : draft?.Replace(before, keepsUsername: !asked.SaysUsername, keepsSecret: !asked.SaysPassword && !asked.SaysToken, _secrets);
    }

    private static TrustView? TrustOf(CameraSource source) =>
        source.Trust is { } trust ? new TrustView(trust.PinnedSha256, trust.AuthorityPem) : null;
}
