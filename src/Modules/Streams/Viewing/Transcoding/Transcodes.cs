using Microsoft.Extensions.Logging;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing.Transcoding;

/// <summary>How many feeds may be transcoded at a time, and who starts one. Recording and plain viewing come first.</summary>
internal sealed class Transcodes(StreamsOptions options, TimeProvider time, ILogger<Transcodes> logger)
{
    private readonly Lock _gate = new();
    private readonly int _most = options.Transcodes ?? Math.Clamp(Environment.ProcessorCount / 2, 1, 4);
    private int _running;

    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>Takes a place, which the transcode gives back when disposed; null when none is free.</summary>
    public Transcode? TryStart(CameraFeed feed)
    {
        lock (_gate)
        {
            if (_running >= _most)
            {
                return null;
            }

            _running++;
        }

        return new Transcode(feed, options.TranscodeWidth, time, logger, GiveBack);
    }

    private void GiveBack()
    {
        lock (_gate)
        {
            _running--;
        }
    }
}
