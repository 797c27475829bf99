using Vedette.Recording.Footage;

namespace Vedette.Recording.Index;

/// <summary>What a deletion came to.</summary>
/// <param name="Gone">The segments whose files are gone; those held, and those the disk would not let go, are not among them.</param>
/// <param name="Bytes">How much room they gave.</param>
internal sealed record DeletionResult(IReadOnlyList<SegmentName> Gone, long Bytes);
