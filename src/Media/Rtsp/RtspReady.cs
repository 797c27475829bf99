namespace Vedette.Media.Rtsp;

/// <summary>What was agreed on with a camera.</summary>
/// <param name="Url">What PLAY, keep-alive and TEARDOWN are about.</param>
/// <param name="SdpText">The description as the camera wrote it.</param>
/// <param name="Description">The same, understood.</param>
/// <param name="Tracks">The tracks that were set up.</param>
/// <param name="KeepAliveMethod">GET_PARAMETER where the camera offers it, else OPTIONS.</param>
internal sealed record RtspReady(
    string Url,
    string SdpText,
    SessionDescription Description,
    TrackChoice Tracks,
    string KeepAliveMethod)
{
    public RtspTrack Video => Tracks.Video;

    public RtspTrack? Audio => Tracks.Audio;
}
