namespace Vedette.Media.Codecs;

/// <summary>What of a NAL unit matters for finding access units.</summary>
/// <param name="Role">Where it stands.</param>
/// <param name="IsFirst">Whether this slice is its picture's first.</param>
/// <param name="IsKey">Whether decoding can start with this slice's picture.</param>
/// <param name="Field">0 for a slice of a whole frame; otherwise the same number for both fields of a frame, with the sign telling them apart.</param>
internal readonly record struct NalFacts(NalRole Role, bool IsFirst = false, bool IsKey = false, int Field = 0);
