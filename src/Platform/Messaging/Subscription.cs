using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;

namespace Vedette.Platform.Messaging;

/// <summary>What a module does with one type of event.</summary>
internal sealed record Subscription(
    Type EventType, string Type, Func<IServiceProvider, string, EventContext, CancellationToken, Task> HandleAsync)
{
    public static Subscription Of<TEvent>(Func<IServiceProvider, TEvent, EventContext, CancellationToken, Task> handler)
        where TEvent : IDomainEvent =>
        new(typeof(TEvent), EventName.Of(typeof(TEvent)).Type, (services, content, context, ct) =>
        {
            var domainEvent = JsonSerializer.Deserialize<TEvent>(content, WireFormat.Exact)
                ?? throw new JsonException($"The content of event {context.EventId} is null.");
            return handler(services, domainEvent, context, ct);
        });
}
