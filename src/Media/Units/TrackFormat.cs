namespace Vedette.Media.Units;

/// <summary>All a decoder or a file needs to know of a track. Compared by value, configuration bytes included.</summary>
public sealed record TrackFormat
{
    /// <summary>What the track carries.</summary>
    public required TrackKind Kind { get; init; }

    /// <summary>How it is coded.</summary>
    public required Codec Codec { get; init; }

    /// <summary>Ticks per second of the track's clock, at least 1.</summary>
    public required int ClockRate { get; init; }

    /// <summary>
    /// The decoder's set-up: for H.264 an AVCDecoderConfigurationRecord (ISO/IEC 14496-15 section 5.3.3.1), for AAC an
    /// AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1), for G.711 empty.
    /// </summary>
    public required ReadOnlyMemory<byte> Configuration { get; init; }

    /// <summary>The codec as browsers want it (RFC 6381), for example <c>avc1.640028</c>, <c>mp4a.40.2</c>, <c>ulaw</c>.</summary>
    public required string CodecString { get; init; }

    /// <summary>Picture width in pixels after cropping; 0 for audio.</summary>
    public int Width { get; init; }

    /// <summary>Picture height in pixels after cropping; 0 for audio.</summary>
    public int Height { get; init; }

    /// <summary>Audio channels; 0 for video.</summary>
    public int Channels { get; init; }

    /// <summary>Audio samples per second; 0 for video.</summary>
    public int SampleRate { get; init; }

    /// <inheritdoc/>
    public bool Equals(TrackFormat? other) =>
        other is not null && Kind == other.Kind && Codec == other.Codec && ClockRate == other.ClockRate
        && Width == other.Width && Height == other.Height && Channels == other.Channels && SampleRate == other.SampleRate
        && Configuration.Span.SequenceEqual(other.Configuration.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Codec, ClockRate, Width, Height, Configuration.Length);
}
