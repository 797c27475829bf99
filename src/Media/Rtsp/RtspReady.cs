using Vedette.Media.Codecs.H264;

namespace Vedette.Media.Rtsp;

/// <summary>What was agreed on with a camera.</summary>
/// <param name="Url">What PLAY, keep-alive and TEARDOWN are about.</param>
/// <param name="SdpText">The description as the camera wrote it.</param>
/// <param name="Description">The same, understood.</param>
/// <param name="Video">The video track.</param>
/// <param name="Audio">The audio track, or null.</param>
/// <param name="IgnoredAudio">Name of an audio codec that is left out, or null.</param>
/// <param name="Parameters">The video track's parameter sets.</param>
/// <param name="KeepAliveMethod">GET_PARAMETER where the camera offers it, else OPTIONS.</param>
internal sealed record RtspReady(
    string Url,
    string SdpText,
    SessionDescription Description,
    RtspTrack Video,
    RtspTrack? Audio,
    string? IgnoredAudio,
    ParameterSets Parameters,
    string KeepAliveMethod);
