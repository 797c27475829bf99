using Vedette.Contracts.Recording;
using Vedette.Media.Hub;

namespace Vedette.Recording.Writing;

/// <summary>What a feed's break means for footage.</summary>
internal static class BreakCauses
{
    public static GapCause ToGapCause(this FeedBreakCause cause) => cause switch
    {
        FeedBreakCause.Unreachable => GapCause.CameraUnreachable,
        FeedBreakCause.Refused => GapCause.CameraRefused,
        FeedBreakCause.WrongPassword => GapCause.WrongPassword,
        FeedBreakCause.NoSuchPath => GapCause.NoSuchPath,
        FeedBreakCause.NoVideoTrack => GapCause.NoVideo,
        FeedBreakCause.UnsupportedCodec => GapCause.UnsupportedCodec,
        FeedBreakCause.Stalled => GapCause.CameraStalled,
        FeedBreakCause.Closed => GapCause.CameraClosed,
        FeedBreakCause.Malformed => GapCause.StreamMalformed,
        FeedBreakCause.UntrustedCertificate => GapCause.UntrustedCertificate,
        FeedBreakCause.NoKeyPicture => GapCause.NoKeyFrame,
    };
}
