using System.Collections.Concurrent;
using System.Reflection;
using Vedette.Foundation;

namespace Vedette.Platform.Messaging;

/// <summary>An event's name and version on the wire.</summary>
/// <param name="Type">The name.</param>
/// <param name="Version">The schema version.</param>
/// <param name="IsFleeting">Whether it is not kept for long.</param>
internal sealed record EventName(string Type, int Version, bool IsFleeting)
{
    private static readonly ConcurrentDictionary<Type, EventName> Known = new();

    public static EventName Of(Type eventType) => Known.GetOrAdd(eventType, static type =>
        type.GetCustomAttribute<DomainEventAttribute>() is { } named
            ? new EventName(named.Name, named.Version, named.IsFleeting)
            : throw new InvalidOperationException($"{type.Name} has no [DomainEvent] name."));
}
