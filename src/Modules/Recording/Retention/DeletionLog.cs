using Microsoft.Extensions.Logging;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Retention;

/// <summary>What retention deleted, for the audit log: one entry for each camera and cause in an hour, not one for each segment.</summary>
internal sealed class DeletionLog(Database<RecordingModule> database, TimeProvider time, ILogger<DeletionLog> logger)
{
    private const string System = "system";
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(CameraId Camera, DeletionCause Cause), Sum> _sums = [];
    private DateTimeOffset? _since;

    public void Note(DeletionCause cause, IReadOnlyList<SegmentName> gone)
    {
        lock (_gate)
        {
            _since ??= gone.Count > 0 ? time.GetUtcNow() : null;
            foreach (var name in gone)
            {
                var sum = _sums.GetValueOrDefault((name.CameraId, cause)) ?? new Sum(0, name.Start, name.Start);
                _sums[(name.CameraId, cause)] = new Sum(
                    sum.Segments + 1, name.Start < sum.First ? name.Start : sum.First, name.Start > sum.Last ? name.Start : sum.Last);
            }
        }
    }

    /// <summary>Writes the entries, once an hour or when <paramref name="now"/>. What the database refuses is written with the next.</summary>
    public async Task WriteAsync(bool now, CancellationToken cancellation)
    {
        KeyValuePair<(CameraId Camera, DeletionCause Cause), Sum>[] sums;
        lock (_gate)
        {
            if (_sums.Count == 0 || (!now && time.GetUtcNow() - _since < Period))
            {
                return;
            }

            // A database that is away is asked again after an hour; the sums grow meanwhile, their number does not.
            (sums, _since) = ([.. _sums], time.GetUtcNow());
        }

        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    foreach (var ((camera, cause), sum) in sums)
                    {
                        await unit.EmitAsync(ToAction(camera, cause, sum), System);
                    }
                },
                cancellation);
        }
        catch (FaultException away)
        {
            RecordingLog.DeletionsNotAudited(logger, away);
            return;
        }

        Forget(sums);
    }

    private void Forget(KeyValuePair<(CameraId Camera, DeletionCause Cause), Sum>[] written)
    {
        lock (_gate)
        {
            foreach (var (key, sum) in written)
            {
                var left = _sums[key] with { Segments = _sums[key].Segments - sum.Segments, First = sum.Last };
                if (left.Segments > 0)
                {
                    _sums[key] = left;
                }
                else
                {
                    _ = _sums.Remove(key);
                }
            }

            _since = _sums.Count > 0 ? _since : null;
        }
    }

    private ActionRecorded ToAction(CameraId camera, DeletionCause cause, Sum sum) => new(
        Guid.CreateVersion7(),
        cause == DeletionCause.Evicted ? "recording.footage-evicted" : "recording.footage-deleted",
        System,
        camera.Value,
        $"{sum.Segments} segment(s) that started {sum.First:O} to {sum.Last:O}: {Words(cause)}",
        time.GetUtcNow());

    private static string Words(DeletionCause cause) => cause switch
    {
        DeletionCause.Expired => "their maximum age was over.",
        DeletionCause.Room => "newer footage needed the room.",
        DeletionCause.Evicted => "they are in the archive and are read from there.",
        DeletionCause.GivenUp => "their minimum age was not over, but more important cameras needed the room.",
    };

    private sealed record Sum(long Segments, DateTimeOffset First, DateTimeOffset Last);
}
