using Vedette.Recording.Evidence;

namespace Vedette.Recording.Features;

/// <summary>The public part of a key this node vouches for footage with.</summary>
internal sealed record EvidenceKeyView
{
    /// <summary>The beginning of the fingerprint.</summary>
    public required string Id { get; init; }

    public required string Algorithm { get; init; }

    public required string PublicKeyPem { get; init; }

    /// <summary>SHA-256 of the key's DER; what <c>vedette verify --key</c> takes.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>When the next key took over; null for the one that signs.</summary>
    public DateTimeOffset? Until { get; init; }

    public static string IdOf(string fingerprint) => fingerprint[..16];

    public static EvidenceKeyView Of(NodeKey key) => new()
    {
        Id = IdOf(key.Fingerprint),
        Algorithm = PublicKey.Algorithm,
        PublicKeyPem = key.PublicKeyPem,
        Fingerprint = key.Fingerprint,
        Since = key.Since,
        Until = key.Until,
    };
}
