using Microsoft.Extensions.Logging;

namespace Vedette.Recording.Evidence;

/// <summary>What the checkpoints say in the log. Event ids 5380 to 5409.</summary>
internal static partial class EvidenceLog
{
    [LoggerMessage(5380, LogLevel.Error, "No checkpoint could be signed. Recording goes on; it is tried again every minute.")]
    public static partial void CheckpointFailed(ILogger logger, Exception fault);

    [LoggerMessage(5381, LogLevel.Information, "The last checkpoint was not made before the stop; the next start makes it.")]
    public static partial void CheckpointSkipped(ILogger logger);

    [LoggerMessage(5382, LogLevel.Warning, "How far the checkpoints have come could not be noted; the next start reads it from the journal.")]
    public static partial void HeadNotSaved(ILogger logger, Exception fault);

    [LoggerMessage(5383, LogLevel.Warning, "How far the checkpoints have come is read from the whole journal, since the note of it is damaged.")]
    public static partial void HeadLost(ILogger logger, Exception fault);
}
