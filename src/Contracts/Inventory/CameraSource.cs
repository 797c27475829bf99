namespace Vedette.Contracts.Inventory;

/// <summary>Where a camera's stream comes from. Carries no secret in the clear.</summary>
/// <param name="Url">Absolute URL without user information: <c>rtsp</c>, <c>rtsps</c>, <c>http</c>, <c>https</c> or <c>udp</c>.</param>
/// <param name="SubUrl">URL of the smaller stream, or null.</param>
/// <param name="Username">User name at the camera, or null.</param>
/// <param name="ProtectedPassword">The password, encrypted with the installation's key (Platform's secret protector, purpose <c>camera-password</c>), or null.</param>
/// <param name="Transport">How media travels.</param>
public sealed record CameraSource(Uri Url, Uri? SubUrl, string? Username, string? ProtectedPassword, CameraTransport Transport)
{
    /// <summary>Whose certificate is believed; null for the operating system's authorities.</summary>
    public CameraTrust? Trust { get; init; }

    /// <summary>Which stream serves what; null for <see cref="CameraRoles.Usual"/>.</summary>
    public CameraRoles? Roles { get; init; }

    /// <summary>Address of the camera's ONVIF device service, or null when it is not used.</summary>
    public Uri? OnvifUrl { get; init; }

    /// <summary>Token of the ONVIF media profile the stream belongs to, or null.</summary>
    public string? OnvifProfile { get; init; }
}
