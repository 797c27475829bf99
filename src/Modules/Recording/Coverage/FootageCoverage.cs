using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Coverage;

/// <summary>Accounts for every second of a camera's days: what is indexed, what waits to be, and what is being written.</summary>
internal sealed class FootageCoverage(CoverageStore store, FootageIndex index, TimeProvider time)
{
    /// <summary>Most days that are asked for at once.</summary>
    public const int MostDays = 400;

    // A camera that flaps every ten seconds has a quarter of a million gaps in that time, and no more are held at once.
    private const int DaysAtATime = 31;

    // What was recorded last is not confirmed yet; until it is, the account ends where it is.
    private static readonly TimeSpan Unconfirmed = TimeSpan.FromSeconds(15);

    /// <summary>The days of the camera that have begun.</summary>
    public async Task<IReadOnlyList<CoverageDay>> OfAsync(RosterCamera camera, IReadOnlyList<LocalDay> days, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var known = await KnownAsync(camera, now, cancellation);
        var until = known is { } some && now - some.To is var age && age > TimeSpan.Zero && age < Unconfirmed ? some.To : now;
        // A camera that is still there owes footage up to now, whatever is known.
        var owed = known switch
        {
            null => (now, now),
            { } when camera.Removed => (known.Value.From, known.Value.To),
            { } => (known.Value.From, now),
        };
        var covered = new List<CoverageDay>();
        foreach (var some31 in days.Chunk(DaysAtATime))
        {
            var (from, to) = (some31[0].Start, some31[^1].End < now ? some31[^1].End : now);
            if (from >= now)
            {
                break;
            }

            covered.AddRange(CoverageSweep.Of(
                some31,
                until,
                owed,
                await RecordedAsync(camera.Id, from, to, cancellation),
                from < to ? await index.GapsAsync(camera.Id, from, to, cancellation) : []));
        }

        return covered;
    }

    private async Task<IReadOnlyList<RecordedRange>> RecordedAsync(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        // First what is not indexed yet: on its way into the index it may be found twice, never not at all.
        var fresh = index.Fresh(camera).Where(segment => segment.Start < to && segment.End > from)
            .Select(segment => new RecordedRange(segment.Start, segment.End)).ToList();
        var indexed = await store.StretchesAsync(camera, from, to, cancellation);
        return fresh.Count == 0 ? indexed : [.. indexed.Concat(fresh).OrderBy(range => range.Start)];
    }

    private async Task<(DateTimeOffset From, DateTimeOffset To)?> KnownAsync(RosterCamera camera, DateTimeOffset now, CancellationToken cancellation)
    {
        var fresh = index.Fresh(camera.Id);
        var gaps = index.FreshGaps(camera.Id);
        var instants = new List<DateTimeOffset>();
        if (await store.KnownAsync(camera.Id, cancellation) is { } indexed)
        {
            instants.AddRange([indexed.Start, indexed.End]);
        }

        instants.AddRange(fresh.SelectMany(segment => new[] { segment.Start, segment.End }));
        instants.AddRange(gaps.SelectMany(gap => new[] { gap.Start, gap.End ?? now }));
        return instants.Count == 0 ? null : (instants.Min(), instants.Max());
    }
}
