namespace Vedette.Platform.Messaging;

/// <summary>A row of an outbox: the envelope and its place in line.</summary>
internal sealed record OutboxEvent(
    long Position, Guid Id, string Type, int Version, DateTimeOffset Time, Guid Subject, string Actor, string? Traceparent, string Data)
{
    public EventContext Context => new(Id, Type, Version, Time, Subject, Actor, Traceparent);
}
