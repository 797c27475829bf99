using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// Indexes what the files know and the database does not: after a crash, after the database was away for long, after it
/// was lost. Looks at the newest files of each camera only, as far back as something is missing.
/// </summary>
internal sealed class CatchUp(FootageFiles files, IndexStore store, LiveFootage live, ILogger<CatchUp> logger)
{
    private const int Batch = 100;

    /// <summary>Catches up with every camera whose folder was looked at since the start; the others are left for later.</summary>
    /// <param name="done">Cameras that need nothing more; grows.</param>
    /// <param name="cancellation">Stops between two transactions.</param>
    /// <returns>Whether all cameras are done.</returns>
    /// <exception cref="FaultException">The database refused; what is written stays written.</exception>
    public async Task<bool> RunAsync(ISet<CameraId> done, CancellationToken cancellation)
    {
        var all = true;
        foreach (var camera in files.Folders().ToLookup(folder => folder.CameraId))
        {
            var completeBelow = live.Of(camera.Key).CompleteBelow;
            if (completeBelow == 0)
            {
                all = false;
            }
            else if (!done.Contains(camera.Key))
            {
                await RunAsync(camera.Key, [.. camera], completeBelow, cancellation);
                _ = done.Add(camera.Key);
            }
        }

        return all;
    }

    private async Task RunAsync(CameraId camera, IReadOnlyList<CameraFolder> folders, long completeBelow, CancellationToken cancellation)
    {
        var indexed = await store.NewestSequenceAsync(camera, cancellation);
        var missing = new List<SegmentName>();
        foreach (var folder in folders)
        {
            missing.AddRange(await CatchUpFilesAsync(folder, completeBelow, cancellation));
        }

        await CatchUpNotesAsync(camera, indexed, [.. missing.OrderBy(name => name.Sequence)], cancellation);
        if (missing.Count > 0)
        {
            RecordingLog.CaughtUp(logger, camera, missing.Count);
        }
    }

    /// <summary>A volume that was away for a while may be behind where the others are not.</summary>
    private async Task<IReadOnlyList<SegmentName>> CatchUpFilesAsync(CameraFolder folder, long completeBelow, CancellationToken cancellation)
    {
        var indexed = await store.NewestSequenceAsync(folder.CameraId, folder.Volume.Id, cancellation);
        var missing = folder.NewestFirst()
            .SkipWhile(name => name.Sequence >= completeBelow)
            .TakeWhile(name => name.Sequence > indexed)
            .Reverse()
            .ToList();
        foreach (var batch in missing.Chunk(Batch))
        {
            var facts = batch.Select(name => files.Read(folder.Volume, name)).OfType<Segment>().Select(segment => (Fact)new Fact.Recorded(segment));
            await store.WriteAsync([.. facts], cancellation);
        }

        if (folder.OldestFirst().Select(name => (SegmentName?)name).FirstOrDefault() is { } oldest)
        {
            _ = await store.ForgetBeforeAsync(folder.CameraId, folder.Volume.Id, oldest.Sequence, cancellation);
        }

        return missing;
    }

    private async Task CatchUpNotesAsync(CameraId camera, long indexed, List<SegmentName> missing, CancellationToken cancellation)
    {
        // A gap lies in the folder of the day it starts. It may be as old as the last indexed segment, or, when nothing was
        // recorded since, as old as the newest day.
        var since = indexed == 0
            ? (DateTimeOffset?)null
            : missing.Select(name => (DateTimeOffset?)name.Start).FirstOrDefault()
                ?? files.NewestFirst(camera).Select(found => (DateTimeOffset?)found.Name.Start).FirstOrDefault();
        foreach (var batch in files.Gaps(camera, since - TimeSpan.FromDays(1)).Chunk(Batch))
        {
            await store.WriteAsync([.. batch.Select(gap => new Fact.Missing(gap))], cancellation);
        }

        // A mark may speak of long ago; what counts is when it was noted.
        foreach (var batch in files.Marks(camera, since - TimeSpan.FromDays(1)).Chunk(Batch))
        {
            await store.WriteAsync([.. batch.Select(mark => new Fact.Marked(mark))], cancellation);
        }
    }
}
