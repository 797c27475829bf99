namespace Vedette.Simulator.Clips;

/// <summary>How a simulated camera's pictures are coded.</summary>
public enum ClipVideo
{
    /// <summary>H.264 High (RFC 6184).</summary>
    H264,

    /// <summary>H.265 Main (RFC 7798).</summary>
    H265,

    /// <summary>A JPEG picture for each frame (RFC 2435).</summary>
    Mjpeg,
}
