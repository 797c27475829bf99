using Vedette.Media.Units;

namespace Vedette.Media.Sources;

/// <summary>What a camera offers, as the connection test shows it.</summary>
/// <param name="Video">The video track's codec.</param>
/// <param name="Width">Picture width in pixels, or 0 when the camera tells it only while playing.</param>
/// <param name="Height">Picture height in pixels, or 0.</param>
/// <param name="FrameRate">Pictures per second as the camera declares them, or null.</param>
/// <param name="Audio">The audio track that would be carried along, or null.</param>
/// <param name="IgnoredAudio">Name of an audio codec that is there and will be left out, or null.</param>
public sealed record SourceProbe(Codec Video, int Width, int Height, double? FrameRate, SourceProbe.AudioTrack? Audio, string? IgnoredAudio)
{
    /// <summary>An audio track.</summary>
    /// <param name="Codec">How it is coded.</param>
    /// <param name="SampleRate">Samples per second.</param>
    /// <param name="Channels">Channels, at least 1.</param>
    public sealed record AudioTrack(Codec Codec, int SampleRate, int Channels);
}
