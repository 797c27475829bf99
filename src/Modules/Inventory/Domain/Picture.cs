using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Vedette.Inventory.Domain;

/// <summary>
/// What a picture's own bytes say it is: PNG (W3C PNG third edition, section 5) or JPEG (ITU-T T.81, annex B), and how large. What a
/// client calls it counts for nothing. Nothing is decoded.
/// </summary>
/// <param name="ContentType">The media type it is served with.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record Picture(string ContentType, int Width, int Height)
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxPixels = 10_000;

    private const int PngHeader = 33;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // Length 13, "IHDR": always the first chunk.
    private static ReadOnlySpan<byte> PngFirstChunk => [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

    // An empty "IEND" with its checksum: always the last chunk.
    private static ReadOnlySpan<byte> PngEnd => [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];

    public static bool TryRead(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Picture? picture, [NotNullWhen(false)] out string? error)
    {
        picture = bytes.Length > MaxBytes ? null
            : bytes.StartsWith(PngSignature) ? Png(bytes)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(bytes)
            : null;
        error = bytes.Length > MaxBytes ? $"The picture is larger than {MaxBytes / 1024 / 1024} MB."
            : picture is null ? "This is no whole PNG or JPEG picture."
            : picture.Width is < 1 or > MaxPixels || picture.Height is < 1 or > MaxPixels
                ? $"The picture must be at most {MaxPixels} pixels wide and high, and have some."
            : null;
        picture = error is null ? picture : null;
        return picture is not null;
    }

    private static Picture? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= PngHeader + PngEnd.Length && bytes[PngSignature.Length..].StartsWith(PngFirstChunk) && bytes.EndsWith(PngEnd)
            && BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]) is <= int.MaxValue and var width
            && BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]) is <= int.MaxValue and var height
            ? new Picture("image/png", (int)width, (int)height)
            : null;

    // Segments up to the frame header (SOF): FF, marker, length with itself, content. Its content: precision, height, width, ….
    private static Picture? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill byte
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (IsFrameHeader(marker))
            {
                return length >= 8 && at + 9 <= bytes.Length && bytes[^2] == 0xFF && bytes[^1] == 0xD9
                    ? new Picture(
                        "image/jpeg",
                        BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                        BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]))
                    : null;
            }

            // Scan before frame, or what stands alone where a segment must be: not a picture.
            if (length < 2 || marker is 0xDA or 0xD9 or 0xD8 or 0x00 or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                return null;
            }

            at += 2 + length;
        }

        return null;
    }

    // SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC): T.81 table B.1.
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
