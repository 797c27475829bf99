namespace Vedette.Contracts.Inventory;

/// <summary>Where a camera's stream comes from. Carries no secret in the clear.</summary>
/// <param name="Url">Absolute <c>rtsp</c> URL without user information.</param>
/// <param name="SubUrl">URL of the smaller stream, or null.</param>
/// <param name="Username">User name at the camera, or null.</param>
/// <param name="ProtectedPassword">The password, encrypted with the installation's key (Platform's secret protector, purpose <c>camera-password</c>), or null.</param>
/// <param name="Transport">How media travels.</param>
public sealed record CameraSource(Uri Url, Uri? SubUrl, string? Username, string? ProtectedPassword, CameraTransport Transport);
