using Vedette.Media.Units;

namespace Vedette.Media.Codecs.Aac;

/// <summary>What a file says of an AAC track.</summary>
internal static class AacTrack
{
    /// <summary>The format of a track.</summary>
    /// <param name="config">The decoder's set-up.</param>
    /// <param name="bytes">The same as it came.</param>
    /// <param name="clockRate">Ticks per second of the track's clock.</param>
    public static TrackFormat Format(AudioSpecificConfig config, ReadOnlyMemory<byte> bytes, int clockRate) => new()
    {
        Kind = TrackKind.Audio,
        Codec = Codec.Aac,
        ClockRate = clockRate,
        Configuration = bytes,
        CodecString = $"mp4a.40.{config.ObjectType}",
        Channels = config.Channels,
        SampleRate = config.SampleRate,
    };
}
