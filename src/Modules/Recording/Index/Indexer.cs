using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>Brings facts from the disk into the database, as soon as the database lets it. Recording never waits for it.</summary>
internal sealed class Indexer(
    UnindexedFacts facts,
    IndexStore store,
    CatchUp catchUp,
    CameraRoster roster,
    RosterStore rosterStore,
    FootageDeletion deletion,
    DeletionNotes notes,
    TimeProvider time,
    ILogger<Indexer> logger) : BackgroundService
{
    private const int Batch = 200;

    // Closings come in bursts; a moment's patience makes one transaction of them.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(3);

    private bool _isAway;

    /// <summary>Whether the database refused the last attempt.</summary>
    public bool IsDatabaseAway => Volatile.Read(ref _isAway);

    /// <summary>Indexes what the recorder said while it stopped, if the database lets it in time. What is left is in the files.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FarewellLimit);
        try
        {
            while (facts.Count > 0)
            {
                await WriteBatchAsync(limit.Token);
            }
        }
        catch (Exception left) when (left is FaultException or OperationCanceledException)
        {
            RecordingLog.FactsLeft(logger, facts.Count);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await PersistAsync(LoadRosterAsync, stoppingToken);
        await PersistAsync(deletion.FinishAsync, stoppingToken);
        await PersistAsync(deletion.MakeUpAsync, stoppingToken);
        await CatchUpAsync(stoppingToken);
        while (true)
        {
            await facts.WaitAsync(stoppingToken);
            await Task.Delay(Patience, time, stoppingToken);
            await PersistAsync(WriteBatchAsync, stoppingToken);
            if (facts.TakeForgotten())
            {
                await PersistAsync(deletion.MakeUpAsync, stoppingToken);
                await CatchUpAsync(stoppingToken);
            }
            else if (facts.Count == 0)
            {
                notes.Prune();
            }
        }
    }

    private async Task LoadRosterAsync(CancellationToken cancellation) =>
        await roster.TakeAsync(await rosterStore.AllAsync(cancellation), cancellation);

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        var done = new HashSet<CameraId>();
        var all = false;
        while (!all)
        {
            await PersistAsync(async stop => all = await catchUp.RunAsync(done, stop), cancellation);
            if (!all)
            {
                await Task.Delay(Patience, time, cancellation);
            }
        }
    }

    private async Task WriteBatchAsync(CancellationToken cancellation)
    {
        var batch = facts.Peek(Batch);
        if (batch.Count > 0)
        {
            await store.WriteAsync(batch, cancellation);
            facts.Remove(batch.Count);
        }
    }

    /// <summary>Does the work, again and again until the database lets it.</summary>
    private async Task PersistAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        for (var retry = FirstRetry; ; retry = retry * 2 < LastRetry ? retry * 2 : LastRetry)
        {
            try
            {
                await work(cancellation);
                if (_isAway)
                {
                    Volatile.Write(ref _isAway, false);
                    RecordingLog.DatabaseBack(logger, facts.Count);
                }

                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (!_isAway)
                {
                    Volatile.Write(ref _isAway, true);
                    RecordingLog.DatabaseAway(logger, fault);
                }
            }

            await Task.Delay(retry, time, cancellation);
        }
    }
}
