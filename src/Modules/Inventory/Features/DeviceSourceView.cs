using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Features;

internal sealed record DeviceSourceView(string Url, string? SubUrl, string? Username, bool HasPassword, CameraTransport Transport)
{
    public static DeviceSourceView Of(CameraSource source) => new(
        source.Url.OriginalString,
        source.SubUrl?.OriginalString,
        source.Username,
        source.ProtectedPassword is not null,
        source.Transport);
}
