using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Exporting;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Clips;

/// <summary>Waits for the ends of clips, makes them one after the other, and finishes deletions. A restart changes nothing about it.</summary>
internal sealed class ClipWorker(
    ClipStore store,
    ClipMaker maker,
    ClipFolder folder,
    ClipProgress progress,
    CameraRoster roster,
    LiveFootage live,
    LiveEvents events,
    TimeProvider time,
    ILogger<ClipWorker> logger) : BackgroundService
{
    // What a disk may be behind before a clip goes without it.
    private static readonly TimeSpan DiskPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgainSoon = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var pause = LookAgain;
            try
            {
                await FinishDeletionsAsync(stoppingToken);
                pause = await EndWaitsAsync(stoppingToken) ? LookAgainSoon : LookAgain;
                while (await store.NextAsync(stoppingToken) is { } job)
                {
                    await MakeAsync(job, stoppingToken);
                    pause = LookAgainSoon;
                }
            }
            catch (Exception fault) when (fault is FaultException or IOException or UnauthorizedAccessException)
            {
                RecordingLog.ClipsWait(logger, fault);
            }

            await progress.WaitAsync(pause, stoppingToken);
        }
    }

    private async Task FinishDeletionsAsync(CancellationToken cancellation)
    {
        foreach (var clip in await store.DeletingAsync(cancellation))
        {
            folder.Delete(clip);
            await store.ForgetAsync(clip, cancellation);
        }
    }

    /// <summary>Lets clips go whose end is on the disk; whether others still wait.</summary>
    private async Task<bool> EndWaitsAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var waits = false;
        foreach (var job in await store.WaitingAsync(cancellation))
        {
            if (job.To <= now && job.CameraIds.All(camera => IsOnDisk(camera, job.To, now)))
            {
                _ = await store.SaveAsync(job with { State = ClipState.Pending }, cancellation);
                continue;
            }

            waits = true;
            foreach (var camera in job.CameraIds)
            {
                // A camera recorded around events only records for a clip as well.
                events.Want(camera, job.Id, job.From, job.To, now);
            }
        }

        return waits;
    }

    private bool IsOnDisk(CameraId camera, DateTimeOffset to, DateTimeOffset now)
    {
        var state = live.Of(camera);
        return now - to > DiskPatience
            || roster.Find(camera) is not { Wanted: true }
            || state.CurrentGap is not null
            || (state.Open ?? state.Last)?.End >= to;
    }

    private async Task MakeAsync(ClipJob job, CancellationToken stopping)
    {
        using var running = progress.Start(job.Id, stopping);
        try
        {
            if (await store.SaveAsync(job with { State = ClipState.Running }, stopping))
            {
                // Deleted while it was made: the files go with the row.
                _ = await store.SaveAsync(await AttemptAsync(job, running.Token), stopping);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
        }
        finally
        {
            progress.Finish(job.Id);
        }
    }

    private async Task<ClipJob> AttemptAsync(ClipJob job, CancellationToken cancellation)
    {
        try
        {
            var result = await maker.MakeAsync(job, done => progress.Report(job.Id, done), cancellation);
            RecordingLog.ClipMade(logger, job.Id, result.Files.Count);
            return job with { State = ClipState.Ready, Result = result };
        }
        catch (FaultException away) when (away.Kind == FaultKind.Storage)
        {
            throw; // not the clip's fault: it is made when the database is back
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            RecordingLog.ClipNotMade(logger, job.Id, failed);
            folder.Delete(job.Id);
            var words = failed is FaultException or NoFootageException or IOException ? failed.Message : "Something went wrong on our side.";
            return job with { State = ClipState.Failed, Error = words };
        }
    }
}
