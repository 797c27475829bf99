using System.Buffers.Binary;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs.Opus;

/// <summary>What a file says of an Opus track.</summary>
internal static class OpusTrack
{
    /// <summary>RTP's and MP4's clock for Opus, whatever is inside (RFC 7587 section 4.1).</summary>
    public const int ClockRate = 48_000;

    /// <summary>The format of a track.</summary>
    /// <param name="channels">1 or 2; a decoder makes as many, whatever is inside.</param>
    public static TrackFormat Format(int channels)
    {
        // The body of dOps (Encapsulation of Opus in ISO Base Media File Format, section 4.3.2): version 0, nothing to skip
        // in the middle of a conversation, no gain, mapping family 0.
        var configuration = new byte[11];
        configuration[1] = (byte)channels;
        BinaryPrimitives.WriteInt32BigEndian(configuration.AsSpan(4), ClockRate);
        return new TrackFormat
        {
            Kind = TrackKind.Audio,
            Codec = Codec.Opus,
            ClockRate = ClockRate,
            Configuration = configuration,
            CodecString = "opus",
            Channels = channels,
            SampleRate = ClockRate,
        };
    }
}
