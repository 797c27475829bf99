using Microsoft.Extensions.Logging;

namespace Vedette.Recording.Writing;

/// <summary>
/// A file that is touched while the process lives. A camera without an event writes nothing for hours: only this tells
/// after a crash since when nobody watched it any more. Good for seconds, not for a power cut's last ones.
/// </summary>
internal sealed class NodePulse(string path, ILogger<NodePulse> logger)
{
    /// <summary>When the process that ran before this one was last alive, UTC; null when there was none.</summary>
    public DateTimeOffset? Last { get; } = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : null;

    public void Beat(DateTimeOffset now)
    {
        try
        {
            if (!File.Exists(path))
            {
                File.WriteAllBytes(path, []);
            }

            File.SetLastWriteTimeUtc(path, now.UtcDateTime);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            RecordingLog.PulseRefused(logger, refused.Message);
        }
    }
}
