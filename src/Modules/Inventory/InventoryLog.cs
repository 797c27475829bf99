using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Inventory;

/// <summary>What this module says in the log. Event ids 6300 to 6399; names and numbers are kept for ever.</summary>
internal static partial class InventoryLog
{
    [LoggerMessage(6300, LogLevel.Warning, "What an older program left behind cannot be taken over yet: {Detail}")]
    public static partial void TakingOverWaits(ILogger logger, string detail);

    [LoggerMessage(6301, LogLevel.Warning, "The thing of device {Device} calls itself {ThingId}, as the thing of another device does; it is not known by that id.")]
    public static partial void ThingIdTaken(ILogger logger, DeviceId device, string thingId);
}
