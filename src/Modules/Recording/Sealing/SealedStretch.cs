using Vedette.Recording.Footage;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Sealing;

/// <summary>What an export has of one camera.</summary>
internal sealed class SealedStretch(RosterCamera camera, IReadOnlyList<Segment> listed, IReadOnlyList<Gap> noted)
{
    /// <summary>What is shorter is no gap: pictures do not follow each other more closely.</summary>
    public static readonly TimeSpan Seam = TimeSpan.FromMilliseconds(500);

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
        var recorded = new List<RecordedRange>();
        foreach (var segment in Listed.Where(segment => segment.End > past.From && segment.Start < past.To).OrderBy(segment => segment.Start))
        {
            var (start, end) = (segment.Start > past.From ? segment.Start : past.From, segment.End < past.To ? segment.End : past.To);
            if (recorded.Count > 0 && start - recorded[^1].End <= Seam)
            {
                recorded[^1] = recorded[^1] with { End = end > recorded[^1].End ? end : recorded[^1].End };
            }
            else
            {
                recorded.Add(new RecordedRange(start, end));
            }
        }

        return MissingFootage.Of(past, recorded, noted);
    }
}
