using Vedette.Foundation;

namespace Vedette.Streams.Restreaming;

/// <summary>Who was let in, and to what.</summary>
/// <param name="Actor">The user.</param>
/// <param name="Key">The key that was used; null for an access token.</param>
/// <param name="Cameras">The cameras it is good for; null for all.</param>
internal sealed record Admission(string Actor, Guid? Key, IReadOnlySet<CameraId>? Cameras)
{
    public bool Allows(CameraId camera) => Cameras is null || Cameras.Contains(camera);
}
