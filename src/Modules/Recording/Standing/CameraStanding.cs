using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Standing;

/// <summary>Joins what the disk confirms with what the index sums up.</summary>
internal sealed class CameraStanding(LiveFootage live, UnindexedFacts unindexed, TotalsStore totals, TimeProvider time)
{
    private static readonly TimeSpan Confirmed = TimeSpan.FromSeconds(12);

    /// <summary>The standing of these cameras. Without the database what the disk knows is told, the sums are left out.</summary>
    public async Task<IReadOnlyList<RecordingCamera>> OfAsync(IReadOnlyList<RosterCamera> cameras, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        IReadOnlyDictionary<CameraId, FootageTotals>? sums = null;
        try
        {
            sums = await totals.OfAsync([.. cameras.Select(camera => camera.Id)], midnight, now, cancellation);
        }
        catch (FaultException away) when (away.Kind == FaultKind.Storage)
        {
            // The page that shows whether cameras are recorded is needed most when something is broken.
        }

        return [.. cameras.Select(camera => Of(camera, sums is null ? null : sums.GetValueOrDefault(camera.Id, FootageTotals.None), midnight, now))];
    }

    private RecordingCamera Of(RosterCamera camera, FootageTotals? sums, DateTimeOffset midnight, DateTimeOffset now)
    {
        var state = live.Of(camera.Id);
        List<Segment> fresh = [.. unindexed.Of(camera.Id).OfType<Fact.Recorded>().Select(fact => fact.Segment)];
        if (state.Open is { } open)
        {
            fresh.Add(open);
        }

        var last = fresh.Count > 0 ? fresh[^1] : state.Last;
        return new RecordingCamera
        {
            Id = camera.Id,
            Recording = camera.Wanted && state.CurrentGap is null && now - state.FlushedAt < Confirmed,
            Wanted = camera.Wanted,
            LastSegment = last is null ? null : new LastSegment(last.Id, last.Start, last.End, last.Bytes),
            CoverageToday = sums is null ? null : Coverage(sums, fresh, state.CurrentGap, midnight, now),
            Oldest = sums?.Oldest ?? fresh.Select(segment => (DateTimeOffset?)segment.Start).FirstOrDefault() ?? state.Last?.Start,
            Bytes = sums?.Bytes + fresh.Sum(segment => segment.Bytes),
            CurrentGap = state.CurrentGap is { } gap ? new CurrentGap(gap.Start, gap.Cause, gap.Detail) : null,
        };
    }

    private static double Coverage(FootageTotals sums, List<Segment> fresh, Gap? current, DateTimeOffset midnight, DateTimeOffset now)
    {
        var recorded = sums.RecordedSince + fresh.Aggregate(
            TimeSpan.Zero, (sum, segment) => sum + Overlap(segment.Start, segment.End, midnight, now));
        var missing = sums.MissingSince;
        if (current is not null && current.Cause.IsOwed())
        {
            missing += Overlap(current.Start, now, midnight, now);
        }

        return recorded <= TimeSpan.Zero ? 0 : Math.Clamp(recorded / (recorded + missing), 0, 1);
    }

    private static TimeSpan Overlap(DateTimeOffset start, DateTimeOffset end, DateTimeOffset from, DateTimeOffset to)
    {
        var first = start > from ? start : from;
        var last = end < to ? end : to;
        return last > first ? last - first : TimeSpan.Zero;
    }
}
