using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// Indexes what the files know and the database does not: after a crash, after the database was away for long, after it
/// was lost, after a volume was away. Looks at the newest files of each camera and volume only, as far back as something is missing.
/// </summary>
internal sealed class CatchUp(FootageFiles files, AttachedVolumes volumes, IndexStore store, LiveFootage live, ILogger<CatchUp> logger)
{
    private const int Batch = 100;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Catches up with every camera whose folder was looked at since the start; the others are left for later.</summary>
    /// <param name="done">Cameras that need nothing more; grows.</param>
    /// <param name="cancellation">Stops between two transactions.</param>
    /// <returns>Whether all cameras are done.</returns>
    /// <exception cref="FaultException">The database refused; what is written stays written.</exception>
    public async Task<bool> RunAsync(ISet<CameraId> done, CancellationToken cancellation)
    {
        var all = true;
        foreach (var folders in files.Folders().GroupBy(folder => folder.CameraId))
        {
            var completeBelow = live.Of(folders.Key).CompleteBelow;
            if (completeBelow == 0)
            {
                all = false;
            }
            else if (!done.Contains(folders.Key))
            {
                await RunAsync(folders.Key, [.. folders], completeBelow, cancellation);
                _ = done.Add(folders.Key);
            }
        }

        return all;
    }

    private async Task RunAsync(CameraId camera, IReadOnlyList<CameraFolder> folders, long completeBelow, CancellationToken cancellation)
    {
        // Asked before anything is added: gaps and marks from then on may be missing.
        var since = await store.CertainUntilAsync(camera, cancellation) - Day;
        var count = 0;
        foreach (var folder in folders)
        {
            count += await CatchUpSegmentsAsync(folder, completeBelow, cancellation);
        }

        await CatchUpNotesAsync(camera, since, cancellation);
        await EndGapsAsync(camera, cancellation);
        if (count > 0)
        {
            RecordingLog.CaughtUp(logger, camera, count);
        }
    }

    private async Task<int> CatchUpSegmentsAsync(CameraFolder folder, long completeBelow, CancellationToken cancellation)
    {
        var indexed = await store.NewestSequenceAsync(folder.CameraId, folder.Volume.Id, cancellation);
        // When the newest of all is indexed there is no need to read the names of two days.
        List<SegmentName> missing = indexed >= completeBelow - 1 ? [] : [.. folder.NewestFirst()
            .SkipWhile(name => name.Sequence >= completeBelow)
            .TakeWhile(name => name.Sequence > indexed)
            .Reverse()];
        foreach (var batch in missing.Chunk(Batch))
        {
            var facts = batch.Select(name => files.Read(folder.Volume, name)).OfType<Segment>().Select(segment => (Fact)new Fact.Recorded(segment));
            await store.WriteAsync([.. facts], cancellation);
        }

        if (folder.OldestStart() is { } oldest)
        {
            _ = await store.ForgetBeforeAsync(folder.CameraId, folder.Volume.Id, oldest, cancellation);
        }

        return missing.Count;
    }

    private async Task CatchUpNotesAsync(CameraId camera, DateTimeOffset? since, CancellationToken cancellation)
    {
        foreach (var batch in files.Gaps(camera, since).Chunk(Batch))
        {
            await store.WriteAsync([.. batch.Select(gap => new Fact.Missing(gap))], cancellation);
        }

        // A mark may speak of long ago; what counts is when it was noted.
        foreach (var batch in files.Marks(camera, since).Chunk(Batch))
        {
            await store.WriteAsync([.. batch.Select(mark => new Fact.Marked(mark))], cancellation);
        }
    }

    /// <summary>
    /// Ends what the index takes for open and the recorder does not: a gap of long ago whose end was never indexed, one that
    /// was withdrawn meanwhile, one whose end nobody wrote down.
    /// </summary>
    private async Task EndGapsAsync(CameraId camera, CancellationToken cancellation)
    {
        foreach (var open in await store.OpenGapsAsync(camera, cancellation))
        {
            if (live.Of(camera).CurrentGap?.Id == open.Id || volumes.All.Any(volume => !volume.Condition.IsReadable))
            {
                continue; // it is open, or its end may be noted where nobody can read it now
            }

            var noted = files.GapsOf(camera, DateOnly.FromDateTime(open.Start.UtcDateTime)).FirstOrDefault(gap => gap.Id == open.Id);
            Fact? known = noted switch
            {
                null => new Fact.NotMissing(open),
                { End: not null } => new Fact.Missing(noted),
                _ when await store.NextKnownAsync(camera, open.Start, cancellation) is { } next => new Fact.Missing(noted with { End = next }),
                _ => null,
            };
            if (known is not null)
            {
                await store.WriteAsync([known], cancellation);
            }
        }
    }
}
