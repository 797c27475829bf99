using Vedette.Media.Http;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Ts;

namespace Vedette.Media.Sources;

/// <summary>Opens a camera by what its URL says it speaks.</summary>
public static class SourceConnector
{
    /// <summary>Connects and plays.</summary>
    /// <exception cref="SourceException">The camera cannot be reached, refuses, or sends nothing that can be recorded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ICameraSession> OpenAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation) => endpoint.Url.Scheme switch
        {
            "rtsp" or "rtsps" => await RtspSession.OpenAsync(endpoint, timeouts, time, cancellation),
            "http" or "https" => await HttpSource.OpenAsync(endpoint, timeouts, time, cancellation),
            "udp" => UdpSource.Open(endpoint, timeouts, time),
            _ => throw Unknown(endpoint),
        };

    /// <summary>Asks a camera what it offers.</summary>
    /// <exception cref="SourceException">What is wrong, in words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<SourceProbe> ProbeAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation) => endpoint.Url.Scheme switch
        {
            "rtsp" or "rtsps" => RtspSession.ProbeAsync(endpoint, timeouts, time, cancellation),
            "http" or "https" => HttpSource.ProbeAsync(endpoint, timeouts, time, cancellation),
            "udp" => UdpSource.ProbeAsync(endpoint, timeouts, time, cancellation),
            _ => throw Unknown(endpoint),
        };

    private static SourceException Unknown(SourceEndpoint endpoint) =>
        new(FeedBreakCause.NoSuchPath, $"A camera's address does not begin with {endpoint.Url.Scheme}://.");
}
