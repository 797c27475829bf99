using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Messaging;

/// <summary>Now and then deletes old events that everybody has handled. Setting <c>platform:keepEventsDays</c>, 30 unless given.</summary>
internal sealed class OutboxPruning(
    InProcessBus bus, ModuleDatabases databases, IConfiguration configuration, TimeProvider time, ILogger<OutboxPruning> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepFleeting = TimeSpan.FromHours(1);

    private readonly TimeSpan _keep = TimeSpan.FromDays(configuration.GetValue("platform:keepEventsDays", 30));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, stoppingToken);
            foreach (var database in databases.All)
            {
                await PruneAsync(database, stoppingToken);
            }
        }
    }

    private async Task PruneAsync(ModuleDatabase database, CancellationToken ct)
    {
        var readers = bus.Deliveries.Where(delivery => delivery.Source == database.Module).ToList();
        if (!readers.TrueForAll(reader => reader.HasStarted))
        {
            return;
        }

        try
        {
            var reached = readers.ToDictionary(reader => reader.Consumer, reader => reader.Position);
            var (outbox, now) = (new OutboxReader(database), time.GetUtcNow());
            var pruned = await outbox.PruneAsync(reached, now - _keep, ct);
            foreach (var type in database.Outbox.Fleeting)
            {
                pruned += await outbox.PruneAsync(reached, now - KeepFleeting, ct, type);
            }

            if (pruned > 0)
            {
                PlatformLog.OutboxPruned(log, database.Module, pruned);
            }
        }
        catch (FaultException fault)
        {
            PlatformLog.PruningFailed(log, database.Module, fault.Message);
        }
    }
}
