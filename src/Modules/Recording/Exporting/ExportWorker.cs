using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Sealing;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Exporting;

/// <summary>Makes the ordered exports, one after the other. One that was interrupted by the end of the process starts again.</summary>
internal sealed class ExportWorker(
    ExportStore store, ExportMaker maker, ExportFolder folder, ExportProgress progress, ILogger<ExportWorker> logger) : BackgroundService
{
    // Another process on the same database may have been ordered something, or the database may be back.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (await store.NextAsync(stoppingToken) is { } job)
                {
                    await MakeAsync(job, stoppingToken);
                }
            }
            catch (FaultException fault)
            {
                RecordingLog.ExportsWait(logger, fault);
            }

            await progress.WaitAsync(LookAgain, stoppingToken);
        }
    }

    private async Task MakeAsync(ExportJob job, CancellationToken stopping)
    {
        using var running = progress.Start(job.Id, stopping);
        try
        {
            if (!await store.SaveAsync(job with { State = ExportState.Running }, stopping))
            {
                return;
            }

            var made = await AttemptAsync(job, running.Token);
            if (!await store.FinishAsync(made, stopping))
            {
                folder.Delete(job);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Deleted while it was made.
            folder.Delete(job);
        }
        finally
        {
            progress.Finish(job.Id);
        }
    }

    private async Task<ExportJob> AttemptAsync(ExportJob job, CancellationToken cancellation)
    {
        try
        {
            var result = await maker.MakeAsync(job, done => progress.Report(job.Id, done), cancellation);
            RecordingLog.ExportReady(logger, job.Id, result.Bytes);
            return job with { State = ExportState.Ready, Result = result };
        }
        catch (FaultException away) when (away.Kind == FaultKind.Storage)
        {
            throw; // not the export's fault: it is made when the database is back
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            RecordingLog.ExportFailed(logger, job.Id, failed);
            folder.Delete(job);
            var words = failed is FaultException or NoFootageException or NothingToSealException or IOException ? failed.Message : "Something went wrong on our side.";
            return job with { State = ExportState.Failed, Error = words };
        }
    }
}
