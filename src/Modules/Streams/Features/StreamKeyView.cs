using Vedette.Foundation;
using Vedette.Streams.Restreaming;

namespace Vedette.Streams.Features;

/// <summary>A stream key as the API shows it: without its secret.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Username">The name to sign in with.</param>
/// <param name="CameraIds">The cameras it is good for; null for all.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="LastUsedAt">When somebody last signed in with it, to the minute; null for never.</param>
internal sealed record StreamKeyView(
    Guid Id, string Name, string Username, IReadOnlyList<CameraId>? CameraIds, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    public static StreamKeyView Of(StreamKey key) => new(key.Id, key.Name, key.Username, key.CameraIds, key.CreatedAt, key.LastUsedAt);
}
