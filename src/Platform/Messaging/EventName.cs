using System.Collections.Concurrent;
using System.Reflection;
using Vedette.Foundation;

namespace Vedette.Platform.Messaging;

/// <summary>An event's name and version on the wire.</summary>
internal sealed record EventName(string Type, int Version)
{
    private static readonly ConcurrentDictionary<Type, EventName> Known = new();

    public static EventName Of(Type eventType) => Known.GetOrAdd(eventType, static type =>
        type.GetCustomAttribute<DomainEventAttribute>() is { } named
            ? new EventName(named.Name, named.Version)
            : throw new InvalidOperationException($"{type.Name} has no [DomainEvent] name."));
}
