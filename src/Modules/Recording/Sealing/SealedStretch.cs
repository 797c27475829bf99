using Vedette.Recording.Footage;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Sealing;

/// <summary>What an export has of one camera.</summary>
internal sealed class SealedStretch(RosterCamera camera, IReadOnlyList<Segment> listed, IReadOnlyList<Gap> noted)
{
    public RosterCamera Camera => camera;

    public string Folder { get; } = SealedNames.FolderOf(camera.Name, camera.Id);

    /// <summary>What the index lists, by sequence.</summary>
    public IReadOnlyList<Segment> Listed { get; } = [.. listed.OrderBy(segment => segment.Sequence)];

    /// <summary>What goes into the archive.</summary>
    public List<(Segment Segment, SegmentSurvey Survey, string File)> Taken { get; } = [];

    /// <summary>What does not, although the index lists it.</summary>
    public List<(Segment Segment, string Cause)> Left { get; } = [];

    public DateTimeOffset? First => Listed.Count == 0 ? null : Listed.Min(segment => segment.Start);

    /// <summary>Every stretch of the range without footage. Footage that is listed and could not be taken is told of elsewhere.</summary>
    public IReadOnlyList<MissingFootage> Gaps(FootageRange past)
    {
        var recorded = Listed
            .Where(segment => segment.End > past.From && segment.Start < past.To)
            .OrderBy(segment => segment.Start)
            .Select(segment => new RecordedRange(Later(segment.Start, past.From), segment.End < past.To ? segment.End : past.To))
            .ToList();
        return MissingFootage.Of(past, recorded, noted);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
