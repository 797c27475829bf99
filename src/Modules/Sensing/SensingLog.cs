using Microsoft.Extensions.Logging;
using Vedette.Contracts.Sensing;
using Vedette.Foundation;

namespace Vedette.Sensing;

/// <summary>What this module says in the log. Event ids 6400 to 6499; names and numbers are kept for ever.</summary>
internal static partial class SensingLog
{
    [LoggerMessage(6450, LogLevel.Information, "Thing {Device} is {Status}.")]
    public static partial void StatusChanged(ILogger logger, DeviceId device, DeviceStatus status);

    [LoggerMessage(6451, LogLevel.Warning, "Thing {Device}: {Trouble}")]
    public static partial void Trouble(ILogger logger, DeviceId device, string trouble);

    [LoggerMessage(6452, LogLevel.Critical, "Thing {Device}: watching it failed unexpectedly and will be tried again.")]
    public static partial void WatchFailed(ILogger logger, DeviceId device, Exception fault);

    [LoggerMessage(6453, LogLevel.Information, "Thing {Device} was switched {State}.")]
    public static partial void Toggled(ILogger logger, DeviceId device, string state);

    [LoggerMessage(6454, LogLevel.Warning, "{Events} events about things could not be written and are tried again.")]
    public static partial void EventsWait(ILogger logger, int events, Exception fault);

    [LoggerMessage(6455, LogLevel.Critical, "{Events} events about things could not be written and are lost.")]
    public static partial void EventsLost(ILogger logger, int events, Exception fault);

    [LoggerMessage(6456, LogLevel.Warning, "The things to watch could not be read and will be.")]
    public static partial void RosterWaits(ILogger logger, Exception fault);

    [LoggerMessage(6457, LogLevel.Warning, "Thing {Device}: \"{Name}\" is not listened to: {Trouble}")]
    public static partial void NotHeard(ILogger logger, DeviceId device, string name, string trouble);

    [LoggerMessage(6458, LogLevel.Critical, "Thing {Device}: listening to \"{Name}\" failed unexpectedly.")]
    public static partial void ListeningFailed(ILogger logger, DeviceId device, string name, Exception fault);
}
