using Vedette.Foundation;

namespace Vedette.Streams.Restreaming;

/// <summary>What another recorder or a player signs in with to read cameras over RTSP.</summary>
internal sealed record StreamKey
{
    /// <summary>The purpose secrets are protected with. Digest needs the secret itself, so it is encrypted rather than hashed.</summary>
    public const string Purpose = "stream-key";

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Username { get; init; }

    public required string ProtectedSecret { get; init; }

    /// <summary>The cameras it is good for; null for all its owner may see.</summary>
    public IReadOnlyList<CameraId>? CameraIds { get; init; }

    /// <summary>Who made it: it is good for what this user may watch now.</summary>
    public required UserId Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }
}
