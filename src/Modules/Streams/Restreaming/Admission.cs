using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Streams.Restreaming;

/// <summary>Who was let in, and to what at most: what the user may watch changes meanwhile, and is asked each time.</summary>
/// <param name="Caller">The user.</param>
/// <param name="Key">The key that was used; null for an access token.</param>
/// <param name="Cameras">The cameras it is good for; null for all the user may watch.</param>
internal sealed record Admission(Caller Caller, Guid? Key, IReadOnlySet<CameraId>? Cameras)
{
    public bool Names(CameraId camera) => Cameras is null || Cameras.Contains(camera);
}
