using Vedette.Recording.Footage;

namespace Vedette.Recording.Playback;

/// <summary>A stretch an export or a timeline has to skip.</summary>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
/// <param name="Cause">The word of the gap's cause; <see cref="NotKept"/> when nobody noted one.</param>
internal sealed record MissingFootage(DateTimeOffset Start, DateTimeOffset End, string Cause)
{
    /// <summary>There was nothing to record then, or it was deleted to make room.</summary>
    public const string NotKept = "not-kept";

    // What is being written now, and seams that are no gaps.
    private static readonly TimeSpan Unremarkable = TimeSpan.FromSeconds(3);

    /// <summary>What of a range is not recorded, in order, each stretch with its cause.</summary>
    /// <param name="range">The range; only what lies in the past.</param>
    /// <param name="recorded">What is recorded of it, by start.</param>
    /// <param name="gaps">The gaps noted in it, by start.</param>
    public static IReadOnlyList<MissingFootage> Of(FootageRange range, IReadOnlyList<RecordedRange> recorded, IReadOnlyList<Gap> gaps)
    {
        var missing = new List<MissingFootage>();
        var reached = range.From;
        foreach (var stretch in recorded)
        {
            Explain(reached, stretch.Start);
            reached = stretch.End > reached ? stretch.End : reached;
        }

        if (range.To - reached > Unremarkable || recorded.Count == 0)
        {
            Explain(reached, range.To);
        }

        return missing;

        void Explain(DateTimeOffset from, DateTimeOffset to)
        {
            foreach (var gap in gaps)
            {
                var end = gap.End is { } known && known < to ? known : to;
                if (end > from && gap.Start < to)
                {
                    Note(from, gap.Start, NotKept);
                    from = gap.Start > from ? gap.Start : from;
                    Note(from, end, gap.Cause.ToText());
                    from = end;
                }
            }

            Note(from, to, NotKept);
        }

        void Note(DateTimeOffset from, DateTimeOffset to, string cause)
        {
            if (to > from)
            {
                missing.Add(new MissingFootage(from, to, cause));
            }
        }
    }
}
