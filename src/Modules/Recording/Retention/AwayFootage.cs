using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Retention;

/// <summary>Deletes what is in the archive only and past its maximum: it must go there as well. Needs the database, which alone knows of it.</summary>
internal sealed class AwayFootage(RetentionContext context)
{
    private const int Batch = 100;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;

    /// <summary>One round; does something every few minutes.</summary>
    /// <exception cref="FaultException">The database is away.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = context.Time.GetUtcNow();
        if (now - _lookedAt < Period && now >= _lookedAt)
        {
            return;
        }

        _lookedAt = now;
        foreach (var camera in await context.Index.AwayCamerasAsync(cancellation))
        {
            foreach (var footage in FootageWorth.Classes)
            {
                if (context.Worth.KeepingOf(camera, footage).MustGoBefore(now) is { } before)
                {
                    await DeleteAsync(camera, footage, before, cancellation);
                }
            }
        }
    }

    private async Task DeleteAsync(CameraId camera, FootageClass footage, DateTimeOffset before, CancellationToken cancellation)
    {
        // Held ones are passed over.
        for (var after = DateTimeOffset.UnixEpoch; ;)
        {
            var found = await context.Index.AwayAsync(camera, footage, after, before, Batch, cancellation);
            if (found.Count == 0)
            {
                return;
            }

            after = found[^1].Start;
            List<DoomedSegment> doomed =
                [.. found.Select(segment => new DoomedSegment(new SegmentName(camera, segment.Start, segment.Sequence), segment.End))];
            var result = await context.Deletion.DeleteAsync(null, doomed, keepArchived: false, cancellation);
            context.Log.Note(DeletionCause.Expired, result.Gone);
        }
    }
}
