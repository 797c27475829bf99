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

    public required UserId Owner { get; init; }

    /// <summary>What its owner was when it was made: a key is good for no more than that.</summary>
    public required IReadOnlyList<string> OwnerRoles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }
}
