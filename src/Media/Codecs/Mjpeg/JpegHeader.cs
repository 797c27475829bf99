using System.Buffers.Binary;

namespace Vedette.Media.Codecs.Mjpeg;

/// <summary>What a JPEG picture says of itself before its pixels (ITU-T T.81 annex B).</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
internal readonly record struct JpegHeader(int Width, int Height)
{
    private const byte Marker = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte FirstFrame = 0xC0;
    private const byte LastFrame = 0xCF;
    private const byte HuffmanTables = 0xC4;
    private const byte Extensions = 0xC8;
    private const byte ArithmeticTables = 0xCC;

    /// <summary>Reads the header; null when the bytes are no JPEG picture or are cut off before its size.</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 4 || jpeg[0] != Marker || jpeg[1] != StartOfImage)
        {
            return null;
        }

        for (var at = 2; at + 4 <= jpeg.Length;)
        {
            if (jpeg[at] != Marker)
            {
                return null;
            }

            var type = jpeg[at + 1];
            if (type == Marker)
            {
                at++; // fill byte
                continue;
            }

            if (type is StartOfScan or EndOfImage)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (type is >= FirstFrame and <= LastFrame and not (HuffmanTables or Extensions or ArithmeticTables))
            {
                return ReadFrame(jpeg[(at + 4)..]);
            }

            at += 2 + Math.Max((int)length, 2);
        }

        return null;
    }

    private static JpegHeader? ReadFrame(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 5)
        {
            return null;
        }

        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        return width > 0 && height > 0 ? new JpegHeader(width, height) : null;
    }
}
