using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Messaging;

/// <summary>
/// The bus of a single process: one <see cref="Delivery"/> for each pair of a module that emits and a module that listens. Durable through
/// the outboxes; modules of other processes are not reached.
/// </summary>
internal sealed class InProcessBus : BackgroundService
{
    private readonly List<Delivery> _deliveries = [];
    private readonly List<OutboxWatch> _watches = [];

    public InProcessBus(
        IReadOnlyList<ModuleBuilder> modules,
        ModuleDatabases databases,
        IServiceProvider services,
        TimeProvider time,
        BusMetrics metrics,
        ILogger<InProcessBus> log)
    {
        foreach (var consumer in modules)
        {
            foreach (var source in modules)
            {
                var heard = consumer.Subscriptions.Where(subscription => source.Emitted.Contains(subscription.EventType)).ToList();
                if (heard.Count == 0)
                {
                    continue;
                }

                var from = databases.Of(source.Name);
                var delivery = new Delivery(
                    new OutboxReader(from),
                    new ConsumerLedger(databases.Of(consumer.Name), source.Name, time),
                    consumer.Name,
                    heard,
                    services,
                    time,
                    metrics,
                    log);
                from.Outbox.Wakes(delivery.Wake);
                _deliveries.Add(delivery);
            }
        }

        // A SQLite file has one process; a PostgreSQL schema may have several.
        _watches.AddRange(_deliveries
            .Select(delivery => databases.Of(delivery.Source))
            .Distinct()
            .Where(database => database.Dialect == Dialect.Postgres)
            .Select(database => new OutboxWatch(new OutboxReader(database), database.Outbox, time)));
    }

    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    public override void Dispose()
    {
        _deliveries.ForEach(delivery => delivery.Dispose());
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. _deliveries.Select(delivery => delivery.RunAsync(stoppingToken)), .. _watches.Select(watch => watch.RunAsync(stoppingToken))]);
}
