using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Features;

internal sealed record DeviceSourceView(
    string Url,
    string? SubUrl,
    string? Username,
    bool HasPassword,
    CameraTransport Transport,
    CameraRoles? Roles,
    TrustView? Trust,
    OnvifView? Onvif)
{
    public static DeviceSourceView Of(CameraSource source) => new(
        source.Url.OriginalString,
        source.SubUrl?.OriginalString,
        source.Username,
        source.ProtectedPassword is not null,
        source.Transport,
        source.Roles,
        source.Trust is { } trust ? new TrustView(trust.PinnedSha256, trust.AuthorityPem) : null,
        source.OnvifUrl is { } onvif ? new OnvifView(onvif.OriginalString, source.OnvifProfile) : null);
}
