using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

/// <summary>What the index says of one camera's UTC day: all that starts on it.</summary>
/// <param name="Segments">By sequence.</param>
/// <param name="Deleting">Segments whose deletion was begun: whether their files are still there says nothing.</param>
/// <param name="Gaps">By start.</param>
/// <param name="Marks">By start.</param>
internal sealed record IndexedDay(
    IReadOnlyList<Segment> Segments, IReadOnlySet<Guid> Deleting, IReadOnlyList<Gap> Gaps, IReadOnlyList<Mark> Marks);
