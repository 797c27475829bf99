using Vedette.Media.Units;

namespace Vedette.Media.Codecs.Mjpeg;

/// <summary>The format of a track of JPEG pictures: only its size can change.</summary>
internal sealed class MjpegParameters : VideoParameters
{
    private TrackFormat? _format;

    /// <inheritdoc/>
    public override TrackFormat? Format => _format;

    /// <inheritdoc/>
    public override int ReorderFrames => 0;

    /// <inheritdoc/>
    public override double? FrameRate => null;

    /// <inheritdoc/>
    public override bool IsInterlaced => false;

    /// <summary>Looks at a picture; false when it is none.</summary>
    public bool Take(ReadOnlySpan<byte> jpeg)
    {
        if (JpegHeader.Read(jpeg) is not { } header)
        {
            return false;
        }

        Take(header.Width, header.Height);
        return true;
    }

    /// <summary>Takes the size of the next picture, in pixels.</summary>
    public void Take(int width, int height)
    {
        if (_format is { } known && known.Width == width && known.Height == height)
        {
            return;
        }

        _format = new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = Codec.Mjpeg,
            ClockRate = ClockRate,
            Configuration = ReadOnlyMemory<byte>.Empty,
            CodecString = "mp4v.6C", // RFC 6381 section 3.3 with the object type of ISO/IEC 10918-1
            Width = width,
            Height = height,
        };
    }
}
