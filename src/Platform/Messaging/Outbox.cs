using System.Diagnostics;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;

namespace Vedette.Platform.Messaging;

/// <summary>The outbox of one module: appends events to the transaction that changes the state, and wakes the readers after its commit.</summary>
internal sealed class Outbox(string module, IReadOnlySet<Type> emitted, IStorageEngine engine, TimeProvider time, BusMetrics metrics)
{
    private readonly List<Wake> _readers = [];

    /// <summary>Names of the events that are not kept for long.</summary>
    public IEnumerable<string> Fleeting => emitted.Select(EventName.Of).Where(name => name.IsFleeting).Select(name => name.Type);

    /// <summary>Wakes <paramref name="reader"/> after every commit that emitted something. Called before the bus starts.</summary>
    public void Wakes(Wake reader) => _readers.Add(reader);

    public void Announce()
    {
        foreach (var reader in _readers)
        {
            reader.Raise();
        }
    }

    public async Task AppendAsync(UnitOfWork unit, IDomainEvent domainEvent, string actor)
    {
        var eventType = domainEvent.GetType();
        if (!emitted.Contains(eventType))
        {
            throw new InvalidOperationException($"{module} emits {eventType.Name} without declaring it: add .Emits<{eventType.Name}>() to its door.");
        }

        if (!unit.HasEmitted)
        {
            await engine.EnterOutboxAsync(unit.Transaction, CancellationToken.None);
        }

        var name = EventName.Of(eventType);
        await unit.ExecuteAsync(
            """
            insert into outbox (id, type, version, time, subject, actor, traceparent, data)
            values (@Id, @Type, @Version, @Time, @Subject, @actor, @TraceParent, @Data)
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                name.Type,
                name.Version,
                Time = time.GetUtcNow(),
                domainEvent.Subject,
                actor,
                TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } cause ? cause.Id : null,
                Data = JsonSerializer.Serialize(domainEvent, eventType, WireFormat.Exact),
            });
        metrics.Emitted(module, name.Type);
    }
}
