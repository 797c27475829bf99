using System.Runtime.CompilerServices;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// What footage there is: what is indexed, what waits to be indexed and the segment being written. This is the one place
/// playback, export and the timeline ask.
/// </summary>
/// <remarks>
/// A segment moves from open to waiting to indexed; the three are asked in that order, so that none is missed on its way.
/// </remarks>
internal sealed class FootageIndex(RecordingStore store, UnindexedFacts unindexed, LiveFootage live)
{
    private const int Page = 100;

    // Longer than any hole the recorder takes for none.
    private static readonly TimeSpan Seamless = TimeSpan.FromMilliseconds(500);

    /// <summary>The segments that overlap [from, to), by start, at most that many. The last may be open: its bytes so far play.</summary>
    public async Task<IReadOnlyList<Segment>> SegmentsAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation, int most = int.MaxValue)
    {
        var fresh = Fresh(camera);
        var indexed = await store.SegmentsAsync(camera, from, to, cancellation, most);
        return [.. indexed
            .Concat(fresh.Where(segment => segment.Start < to && segment.End > from))
            .DistinctBy(segment => segment.Id)
            .OrderBy(segment => segment.Start)
            .ThenBy(segment => segment.Sequence)
            .Take(most)];
    }

    /// <summary>
    /// The segments that overlap [from, to), by start, read as they are wanted: a day has thousands. Ends with the one being
    /// written: what it gets meanwhile would be missing before the next.
    /// </summary>
    public async IAsyncEnumerable<Segment> EachSegmentAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var page = await SegmentsAsync(camera, from, to, cancellation, Page);
        while (true)
        {
            foreach (var segment in page)
            {
                yield return segment;
            }

            if (page.Count < Page || page[^1].IsOpen)
            {
                yield break;
            }

            page = await SegmentsAfterAsync(camera, (page[^1].Start, page[^1].Sequence), from, to, Page, cancellation);
        }
    }

    /// <summary>What is recorded of [from, to), by start; cheap however long that is.</summary>
    public async Task<IReadOnlyList<RecordedRange>> RangesAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var fresh = Fresh(camera).Where(segment => segment.Start < to && segment.End > from);
        var indexed = await store.RangesAsync(camera, from, to, Seamless, cancellation);
        var merged = new List<RecordedRange>();
        foreach (var next in indexed.Concat(fresh.Select(segment => new RecordedRange(segment.Start, segment.End))).OrderBy(range => range.Start))
        {
            if (merged.Count > 0 && next.Start - merged[^1].End <= Seamless)
            {
                merged[^1] = merged[^1] with { End = next.End > merged[^1].End ? next.End : merged[^1].End };
            }
            else
            {
                merged.Add(next);
            }
        }

        return [.. merged.Select(range => new RecordedRange(range.Start > from ? range.Start : from, range.End < to ? range.End : to))];
    }

    public async Task<Segment?> FindSegmentAsync(CameraId camera, Guid id, CancellationToken cancellation)
    {
        var fresh = Fresh(camera);
        return await store.FindSegmentAsync(camera, id, cancellation) ?? fresh.FirstOrDefault(segment => segment.Id == id);
    }

    /// <summary>The gaps that overlap [from, to), by start; an open one has no end.</summary>
    public async Task<IReadOnlyList<Gap>> GapsAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var current = live.Of(camera).CurrentGap;
        var waiting = unindexed.Of(camera);
        var gaps = (await store.GapsAsync(camera, from, to, cancellation)).ToDictionary(gap => gap.Id);
        foreach (var fact in waiting)
        {
            if (fact is Fact.Missing missing)
            {
                gaps[missing.Gap.Id] = missing.Gap;
            }
            else if (fact is Fact.NotMissing withdrawn)
            {
                gaps.Remove(withdrawn.Gap.Id);
            }
        }

        if (current is not null)
        {
            gaps.TryAdd(current.Id, current);
        }

        return [.. gaps.Values.Where(gap => gap.Start < to && !(gap.End <= from)).OrderBy(gap => gap.Start).ThenBy(gap => gap.Id)];
    }

    /// <summary>Gaps of the camera that are not, or not as they stand, in the database yet.</summary>
    public IReadOnlyList<Gap> FreshGaps(CameraId camera)
    {
        var current = live.Of(camera).CurrentGap;
        var waiting = unindexed.Of(camera).OfType<Fact.Missing>().Select(fact => fact.Gap);
        return current is null ? [.. waiting] : [.. waiting, current];
    }

    /// <summary>The segments that overlap [from, to) and come after that one in the order of start and sequence, at most that many.</summary>
    public async Task<IReadOnlyList<Segment>> SegmentsAfterAsync(
        CameraId camera, (DateTimeOffset Start, long Sequence) after, DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellation)
    {
        var fresh = Fresh(camera).Where(segment =>
            segment.Start < to && segment.End > from && (segment.Start, segment.Sequence).CompareTo(after) > 0);
        var indexed = await store.SegmentsAfterAsync(camera, after, from, to, most, cancellation);
        return [.. indexed
            .Concat(fresh)
            .DistinctBy(segment => segment.Id)
            .OrderBy(segment => segment.Start)
            .ThenBy(segment => segment.Sequence)
            .Take(most)];
    }

    /// <summary>Footage of the camera that is not in the database yet.</summary>
    public IReadOnlyList<Segment> Fresh(CameraId camera)
    {
        var state = live.Of(camera);
        List<Segment> fresh = [.. unindexed.Of(camera).OfType<Fact.Recorded>().Select(fact => fact.Segment)];
        if (state.Open is { } open && !fresh.Exists(segment => segment.Id == open.Id))
        {
            fresh.Add(open);
        }

        return fresh;
    }
}
