namespace Vedette.Media.Mp4;

/// <summary>What an export takes of one fragment.</summary>
/// <param name="WallTime">Wall time of the first sample, pictures first.</param>
/// <param name="Video">Pictures in decoding order.</param>
/// <param name="Audio">Sound in decoding order.</param>
internal sealed record ExportSelection(
    DateTimeOffset WallTime,
    ReadOnlyMemory<SegmentSample> Video,
    ReadOnlyMemory<SegmentSample> Audio);
