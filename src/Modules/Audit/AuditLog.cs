using Microsoft.Extensions.Logging;

namespace Vedette.Audit;

internal static partial class AuditLog
{
    [LoggerMessage(6001, LogLevel.Information, "The log of actions ends with entry {Sequence}, hash {Hash}")]
    public static partial void HeadNoted(ILogger logger, long sequence, string hash);

    [LoggerMessage(6002, LogLevel.Warning, "The head of the log of actions could not be noted; trying again in {Delay}")]
    public static partial void HeadNotNoted(ILogger logger, TimeSpan delay, Exception exception);
}
