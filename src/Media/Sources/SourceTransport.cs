namespace Vedette.Media.Sources;

/// <summary>How media travels from a camera.</summary>
public enum SourceTransport
{
    /// <summary>Interleaved in the RTSP connection; over UDP when the camera refuses that.</summary>
    Auto,

    /// <summary>RTP interleaved in the RTSP connection (RFC 2326 section 10.12), or fail.</summary>
    Tcp,

    /// <summary>RTP over UDP (RFC 2326 section 12.39, unicast); over TCP when nothing arrives.</summary>
    Udp,

    /// <summary>RTSP tunnelled in HTTP, for cameras behind web proxies.</summary>
    Http,
}
