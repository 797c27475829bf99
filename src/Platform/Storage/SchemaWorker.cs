using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Platform.Storage;

/// <summary>
/// Sets up the tables before anything else starts. A database that cannot be reached is tried again in the background, for recording
/// depends on none; one this program may not use stops the start.
/// </summary>
internal sealed class SchemaWorker(ModuleDatabases databases, TimeProvider time, ILogger<SchemaWorker> log) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // All at once: a server that swallows packets costs its 5 s only once.
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(databases.All.Select(database => TryAsync(database, FirstDelay, cancellationToken)));

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        var waiting = databases.All.Where(database => database.UnreadyBecause is not null).ToList();
        while (waiting.Count > 0)
        {
            await Task.Delay(delay, time, stoppingToken);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            foreach (var database in waiting.ToList())
            {
                if (await TryAsync(database, delay, stoppingToken))
                {
                    PlatformLog.DatabaseReady(log, database.Module);
                    waiting.Remove(database);
                }
            }
        }
    }

    private async Task<bool> TryAsync(ModuleDatabase database, TimeSpan delay, CancellationToken ct)
    {
        try
        {
            await database.MigrateAsync(time, ct);
            return true;
        }
        catch (FaultException fault) when (fault.IsTransient)
        {
            PlatformLog.DatabaseUnready(log, database.Module, fault.Message, delay);
            return false;
        }
    }
}
