namespace Vedette.Recording.Evidence;

/// <summary>A line of the checkpoint journal: what was signed, and the leaves it was made of.</summary>
/// <param name="Statement">A <see cref="Checkpoint"/>.</param>
/// <param name="Signature">Of the statement's UTF-8 bytes, as openssl writes it (DER).</param>
/// <param name="Leaves">Each a <see cref="CheckpointLeaf"/>, in the tree's order.</param>
internal sealed record CheckpointEntry(string Statement, byte[] Signature, IReadOnlyList<string> Leaves);
