using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>Connects to a camera in the way its URL and the wished transport ask for.</summary>
internal static class RtspConnector
{
    private const int RtspPort = 554;
    private const int RtspsPort = 322;      // RFC 7826 section 22.9
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    /// <summary>Whether what travels over the connection is encrypted.</summary>
    public static bool IsEncrypted(Uri url) => url.Scheme == "rtsps";

    /// <summary>Whether a URL is one of RTSP.</summary>
    public static bool IsRtsp(Uri url) => url is { IsAbsoluteUri: true, Scheme: "rtsp" or "rtsps", Host.Length: > 0 };

    /// <summary>Connects.</summary>
    /// <exception cref="SourceException">Nothing answers, nothing may be asked, or the answer is not to be trusted.</exception>
    public static async Task<IRtspLink> ConnectAsync(
        Uri url, SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        if (endpoint.Transport == SourceTransport.Http)
        {
            var port = url.Port > 0 ? url.Port : IsEncrypted(url) ? HttpsPort : HttpPort;
            return await HttpTunnel.OpenAsync(url, endpoint, () => OpenAsync(port), new WaitingPace(time, timeouts.Response), cancellation);
        }

        return await OpenAsync(url.Port > 0 ? url.Port : IsEncrypted(url) ? RtspsPort : RtspPort);

        async Task<IRtspLink> OpenAsync(int port)
        {
            var tcp = await TcpLink.ConnectAsync(url, port, endpoint.Addresses, timeouts.Connect, time, cancellation);
            return IsEncrypted(url)
                ? await TlsLink.OpenAsync(tcp, url.IdnHost, endpoint.Trust, new WaitingPace(time, timeouts.Response), cancellation)
                : tcp;
        }
    }
}
