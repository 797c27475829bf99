namespace Vedette.Recording.Evidence;

/// <summary>The file the node's keys are kept in: <c>keys/evidence.json</c>, readable by its owner only.</summary>
/// <param name="Node">Who signs: an id made with the first key.</param>
/// <param name="PrivateKeyPem">The private part of the last key (PKCS #8). Earlier ones are gone.</param>
/// <param name="Keys">Every key there ever was, oldest first; at least one.</param>
/// <param name="Rotations">One between each two.</param>
internal sealed record KeyRing(Guid Node, string PrivateKeyPem, IReadOnlyList<NodeKey> Keys, IReadOnlyList<KeyRotation> Rotations);

/// <summary>A key of the node; the public part.</summary>
/// <param name="Fingerprint">See <see cref="PublicKey.Fingerprint"/>.</param>
/// <param name="PublicKeyPem">The key.</param>
/// <param name="Since">When it began to sign, UTC.</param>
/// <param name="Until">When the next took over, UTC; null for the one that signs.</param>
internal sealed record NodeKey(string Fingerprint, string PublicKeyPem, DateTimeOffset Since, DateTimeOffset? Until);
