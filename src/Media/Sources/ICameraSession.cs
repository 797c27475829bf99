using Vedette.Media.Hub;

namespace Vedette.Media.Sources;

/// <summary>One playing connection to a camera, whatever it speaks. Who loses it opens another.</summary>
public interface ICameraSession : IAsyncDisposable
{
    /// <summary>What was seen so far.</summary>
    SourceCounters Counters { get; }

    /// <summary>How media travels, in words: <c>RTSP over TCP</c>, <c>RTSP over UDP</c>, <c>HLS</c> …</summary>
    string Transport { get; }

    /// <summary>What the camera says about its stream as it wrote it (the SDP, the playlist), or null. No secrets.</summary>
    string? Description { get; }

    /// <summary>Name of an audio codec that is there and left out, or null.</summary>
    string? IgnoredAudio { get; }

    /// <summary>Publishes units until cancelled, then takes leave and returns. The hub is not ended and no break is published. Call it once.</summary>
    /// <exception cref="SourceException">The camera was lost.</exception>
    Task PumpAsync(StreamHub hub, CancellationToken cancellation);
}
