using Vedette.Foundation;

namespace Vedette.Recording.Encryption;

/// <summary>A key the index knows of.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="CameraId">Whose footage it opens.</param>
/// <param name="Day">Of which UTC day.</param>
/// <param name="DestroyedAt">Since when nobody can read that footage any more; null while the key is there.</param>
internal sealed record KnownKey(Guid KeyId, CameraId CameraId, DateOnly Day, DateTimeOffset? DestroyedAt);
