namespace Vedette.Host.Benchmarks.Live;

/// <summary>What a crowd is to watch.</summary>
/// <param name="Protocol">How.</param>
/// <param name="Url">Where; carries the token, where one is needed.</param>
/// <param name="Viewers">How many.</param>
internal sealed record CrowdOrder(CrowdProtocol Protocol, Uri Url, int Viewers);

/// <summary>How viewers are served.</summary>
internal enum CrowdProtocol
{
    /// <summary>Fragmented MP4 over a WebSocket.</summary>
    WebSocket,

    /// <summary>RTP over the RTSP connection.</summary>
    Rtsp,

    /// <summary>A file over HTTP, at the pace of the server.</summary>
    File,
}
