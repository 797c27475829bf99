using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Index;

/// <summary>
/// Finds the holes between segments that follow each other by number and that no gap explains: what a lost journal leaves.
/// Where numbers are missing footage was deleted, which is no gap. Told of one day after the other.
/// </summary>
internal sealed class FootageHoles(CameraId camera)
{
    private DateTimeOffset _covered = DateTimeOffset.MinValue;
    private long? _sequence;

    /// <summary>The holes that start before the last segment of the day ends.</summary>
    public IReadOnlyList<Gap> Take(IReadOnlyList<Segment> segments, IReadOnlyList<Gap> noted)
    {
        var holes = new List<Gap>();
        var gap = 0;
        foreach (var segment in segments.OrderBy(segment => segment.Start).ThenBy(segment => segment.Sequence))
        {
            for (; gap < noted.Count && noted[gap].Start - _covered <= Gap.SmallestHole && noted[gap].Start <= segment.Start; gap++)
            {
                Cover(noted[gap].End ?? segment.Start);
            }

            if (segment.Sequence == _sequence + 1 && segment.Start - _covered > Gap.SmallestHole)
            {
                holes.Add(HoleOf(_covered, gap < noted.Count && noted[gap].Start < segment.Start ? noted[gap].Start : segment.Start));
            }

            for (; gap < noted.Count && noted[gap].Start <= segment.Start; gap++)
            {
                Cover(noted[gap].End ?? segment.Start);
            }

            Cover(segment.End);
            _sequence = segment.Sequence;
        }

        for (; gap < noted.Count; gap++)
        {
            Cover(noted[gap].End ?? noted[gap].Start);
        }

        return holes;
    }

    private void Cover(DateTimeOffset until) => _covered = until > _covered ? until : _covered;

    /// <summary>The same hole gets the same id every time.</summary>
    private Gap HoleOf(DateTimeOffset from, DateTimeOffset to) => new()
    {
        Id = SegmentName.IdOf(camera, -from.ToUnixMicroseconds()),
        CameraId = camera,
        Start = from,
        End = to,
        Cause = GapCause.Unexplained,
        Detail = "There is no footage and no note why.",
    };
}
