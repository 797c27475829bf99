using System.Buffers.Binary;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs;

/// <summary>One key picture with all a decoder needs, as a program takes it without a container.</summary>
public static class StillPicture
{
    /// <summary>What ffmpeg calls the form <see cref="Write"/> gives: <c>h264</c>, <c>hevc</c> or <c>mjpeg</c>.</summary>
    /// <exception cref="ArgumentException">The codec is not one of video.</exception>
    public static string FormatOf(Codec codec) => codec switch
    {
        Codec.H264 => "h264",
        Codec.H265 => "hevc",
        Codec.Mjpeg => "mjpeg",
        _ => throw new ArgumentException("Only video has pictures.", nameof(codec)),
    };

    /// <summary>
    /// For H.264 and H.265 a byte stream (annex B of either standard): the parameter sets of the configuration, then the
    /// picture's NAL units, damaged ends left out. For Motion JPEG the JPEG file.
    /// </summary>
    /// <param name="format">The video track's format.</param>
    /// <param name="picture">The bytes of a key unit.</param>
    public static byte[] Write(TrackFormat format, ReadOnlySpan<byte> picture)
    {
        if (format.Codec == Codec.Mjpeg)
        {
            return picture.ToArray();
        }

        byte[] stream = [.. DecoderParameters.AsUnit(format), .. picture];
        var at = 0;
        while (stream.Length - at > 4)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(stream.AsSpan(at));
            if (length == 0 || length > stream.Length - at - 4)
            {
                break;
            }

            // A start code is as long as the length it takes the place of.
            BinaryPrimitives.WriteUInt32BigEndian(stream.AsSpan(at), 1);
            at += 4 + (int)length;
        }

        return stream[..at];
    }
}
