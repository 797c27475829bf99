namespace Vedette.Media.Rtsp;

/// <summary>What stands next on an RTSP connection.</summary>
public enum RtspItemKind
{
    /// <summary>Not all of it is here yet.</summary>
    Incomplete,

    /// <summary>A request or a response.</summary>
    Message,

    /// <summary>An interleaved binary frame (RFC 2326 section 10.12).</summary>
    Frame,
}
