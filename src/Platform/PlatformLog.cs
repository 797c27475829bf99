using Microsoft.Extensions.Logging;

namespace Vedette.Platform;

/// <summary>What the platform says. Event ids 1000 to 1999.</summary>
internal static partial class PlatformLog
{
    [LoggerMessage(1000, LogLevel.Information, "Modules: {Modules}; data in {DataDirectory}; rows in {Storage}")]
    public static partial void Starting(ILogger logger, string modules, string dataDirectory, string storage);

    [LoggerMessage(1001, LogLevel.Error, "The request failed: {Method} {Path}")]
    public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "The request could not be served now: {Method} {Path}: {Reason}")]
    public static partial void RequestUnserved(ILogger logger, string method, string path, string reason);

    [LoggerMessage(1010, LogLevel.Warning, "The token keys cannot be read from {Source}; those already known stay valid")]
    public static partial void KeySetUnreadable(ILogger logger, string source, Exception exception);

    [LoggerMessage(1020, LogLevel.Warning, "The database of {Module} is not ready: {Reason}; trying again in {Delay}")]
    public static partial void DatabaseUnready(ILogger logger, string module, string reason, TimeSpan delay);

    [LoggerMessage(1022, LogLevel.Error, "What was heard of people's access before the restart cannot be read: for an hour, tokens may grant what was taken meanwhile")]
    public static partial void AccessNewsUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(1021, LogLevel.Information, "The database of {Module} is ready")]
    public static partial void DatabaseReady(ILogger logger, string module);

    [LoggerMessage(1030, LogLevel.Warning, "{Consumer} failed to handle {Type} {EventId} (try {Try}); next try in {Delay}")]
    public static partial void DeliveryFailed(
        ILogger logger, string consumer, string type, Guid eventId, int @try, TimeSpan delay, Exception exception);

    [LoggerMessage(1031, LogLevel.Error, "{Consumer} cannot handle {Type} {EventId}: set aside in its table poison after {Tries} tries")]
    public static partial void EventPoisoned(ILogger logger, string consumer, string type, Guid eventId, int tries, Exception exception);

    [LoggerMessage(1032, LogLevel.Warning, "Events from {Source} to {Consumer} wait: {Reason}")]
    public static partial void DeliveryWaits(ILogger logger, string source, string consumer, string reason);

    [LoggerMessage(1033, LogLevel.Error, "Delivery of events from {Source} to {Consumer} failed; trying again in {Delay}")]
    public static partial void DeliveryBroken(ILogger logger, string source, string consumer, TimeSpan delay, Exception exception);

    [LoggerMessage(1034, LogLevel.Information, "Pruned {Count} events of {Module} that everybody has handled")]
    public static partial void OutboxPruned(ILogger logger, string module, int count);

    [LoggerMessage(1035, LogLevel.Warning, "The outbox of {Module} could not be pruned: {Reason}")]
    public static partial void PruningFailed(ILogger logger, string module, string reason);

    [LoggerMessage(1036, LogLevel.Warning, "The database of {Source} is older than what {Consumer} has seen of it (position {Position}): all its events are delivered again")]
    public static partial void SourceWentBack(ILogger logger, string source, string consumer, long position);
}
