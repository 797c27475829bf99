using Vedette.Media.Hub;

namespace Vedette.Media.Rtsp;

/// <summary>One playing connection to a camera (RFC 2326, RTP interleaved in TCP).</summary>
public sealed class RtspSession : IAsyncDisposable
{
    internal RtspSession(SessionDescription description, string sdpText) => (Description, SdpText) = (description, sdpText);

    /// <summary>What the camera says it sends.</summary>
    public SessionDescription Description { get; }

    /// <summary>The description as the camera wrote it.</summary>
    public string SdpText { get; }

    /// <summary>What was seen so far.</summary>
    public RtspCounters Counters { get; } = new();

    /// <summary>Connects, describes, sets up and plays.</summary>
    /// <exception cref="RtspException">The camera cannot be reached, refuses, or sends nothing that can be recorded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<RtspSession> OpenAsync(
        RtspEndpoint endpoint, RtspTimeouts timeouts, TimeProvider time, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Asks a camera what it offers, without recording anything.</summary>
    /// <exception cref="RtspException">What is wrong, in words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<RtspProbe> ProbeAsync(
        RtspEndpoint endpoint, RtspTimeouts timeouts, TimeProvider time, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>
    /// Publishes units until cancelled, then takes leave of the camera (TEARDOWN) and returns. The hub is not ended and no
    /// break is published: that is the caller's.
    /// </summary>
    /// <exception cref="RtspException">The camera was lost.</exception>
    public Task PumpAsync(StreamHub hub, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
