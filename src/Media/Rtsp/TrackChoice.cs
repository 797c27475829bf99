using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>The tracks taken of what a camera offers: the first video that can be recorded, and the first audio that can.</summary>
/// <param name="Video">The video track.</param>
/// <param name="Audio">The audio track, or null.</param>
/// <param name="IgnoredAudio">Name of an audio codec that is there and left out, or null.</param>
internal sealed record TrackChoice(RtspTrack Video, RtspTrack? Audio, string? IgnoredAudio) : IDisposable
{
    /// <summary>Chooses. What is neither video nor audio (ONVIF metadata, subtitles) is not looked at.</summary>
    /// <exception cref="SourceException">There is no video, or none that can be recorded.</exception>
    public static TrackChoice From(SessionDescription description)
    {
        var video = ChooseVideo(description);
        var audio = ChooseAudio(description, out var ignored);
        return new TrackChoice(video, audio, ignored);
    }

    /// <summary>The same without sound: the camera would not set it up.</summary>
    public TrackChoice WithoutAudio()
    {
        Audio?.Dispose();
        return this with { Audio = null, IgnoredAudio = Audio?.Media.Name ?? IgnoredAudio };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Video.Dispose();
        Audio?.Dispose();
    }

    private static RtspTrack ChooseVideo(SessionDescription description)
    {
        var videos = description.Media.Where(media => media.Kind == "video").ToList();
        if (videos.Count == 0)
        {
            throw new SourceException(FeedBreakCause.NoVideoTrack, "The stream has no video track.");
        }

        foreach (var media in videos)
        {
            if (RtspTrack.Of(media) is { IsVideo: true } track)
            {
                return track;
            }
        }

        var names = string.Join(", ", videos.Select(media => media.Encoding is "H265" or "HEVC" ? "H.265 out of decoding order" : media.Name));
        throw new SourceException(
            FeedBreakCause.UnsupportedCodec, $"The camera sends {names}; H.264, H.265 and Motion JPEG are supported. Most cameras can be set to H.264.");
    }

    private static RtspTrack? ChooseAudio(SessionDescription description, out string? ignored)
    {
        ignored = null;
        foreach (var media in description.Media.Where(media => media is { Kind: "audio", IsSent: true }))
        {
            if (RtspTrack.Of(media) is { IsVideo: false } track)
            {
                return track;
            }

            ignored ??= media.Name;
        }

        return null;
    }
}
