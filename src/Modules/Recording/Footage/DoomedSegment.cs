namespace Vedette.Recording.Footage;

/// <summary>A segment somebody wants to delete.</summary>
/// <param name="Name">Which.</param>
/// <param name="Until">Not before the end of its last picture.</param>
internal readonly record struct DoomedSegment(SegmentName Name, DateTimeOffset Until);
