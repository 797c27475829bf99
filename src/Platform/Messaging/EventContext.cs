namespace Vedette.Platform.Messaging;

/// <summary>What is known about an event besides its content.</summary>
/// <param name="EventId">Identity of the event (UUIDv7); the same when it is delivered again.</param>
/// <param name="Type">Name on the wire, for example <c>inventory.device-added</c>.</param>
/// <param name="Version">Schema version.</param>
/// <param name="Time">When it was emitted.</param>
/// <param name="Subject">The entity it is about: the ordering key.</param>
/// <param name="Actor">Who caused it: a user id as text, or <c>system</c>.</param>
/// <param name="TraceParent">W3C trace context of the cause, when there was one.</param>
public sealed record EventContext(
    Guid EventId, string Type, int Version, DateTimeOffset Time, Guid Subject, string Actor, string? TraceParent);
