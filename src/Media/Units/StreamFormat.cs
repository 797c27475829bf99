namespace Vedette.Media.Units;

/// <summary>
/// The tracks of a stream, video first. Immutable: when a camera changes its parameters, later units carry another
/// instance, so a reader needs only to compare references to know that a new init section is due.
/// </summary>
public sealed class StreamFormat
{
    /// <summary>Creates a format of one video track and at most one audio track.</summary>
    /// <exception cref="ArgumentException">The tracks are not video first, audio second.</exception>
    public StreamFormat(TrackFormat video, TrackFormat? audio = null)
    {
        if (video.Kind != TrackKind.Video || audio is { Kind: not TrackKind.Audio })
        {
            throw new ArgumentException("A stream has its video track first and its audio track, if any, second.", nameof(video));
        }

        (Video, Audio) = (video, audio);
        Tracks = audio is null ? [video] : [video, audio];
    }

    /// <summary>Index of the video track in <see cref="Tracks"/>.</summary>
    public const int VideoTrack = 0;

    /// <summary>Index of the audio track in <see cref="Tracks"/>, when there is one.</summary>
    public const int AudioTrack = 1;

    /// <summary>The video track.</summary>
    public TrackFormat Video { get; }

    /// <summary>The audio track, or null.</summary>
    public TrackFormat? Audio { get; }

    /// <summary>Video, then audio if any.</summary>
    public IReadOnlyList<TrackFormat> Tracks { get; }

    /// <summary>The same stream without audio that browsers cannot play (G.711). This very instance when there is none.</summary>
    public StreamFormat ForBrowsers => Audio is { Codec: Codec.PcmMu or Codec.PcmA } ? field ??= new StreamFormat(Video) : this;

    /// <summary>Whether both describe the same tracks with the same configuration.</summary>
    public bool Matches(StreamFormat other) => Video.Equals(other.Video) && Equals(Audio, other.Audio);
}
