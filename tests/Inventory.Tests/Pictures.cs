using System.Buffers.Binary;

namespace Vedette.Inventory.Tests;

/// <summary>The smallest whole pictures of a size; what lies between header and end is nobody's business here.</summary>
internal static class Pictures
{
    public static byte[] Png(uint width, uint height)
    {
        byte[] picture =
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 1, 2, 3, 4,
            0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
        ];
        BinaryPrimitives.WriteUInt32BigEndian(picture.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(picture.AsSpan(20), height);
        return picture;
    }

    /// <summary>With an application segment and fill bytes before the frame header.</summary>
    public static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] picture =
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0x4A, 0x46, 0xFF, 0xFF, 0xC4, 0, 3, 9, 0xFF, 0xC2, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0,
            0xFF, 0xDA, 0, 3, 1, 7, 0xFF, 0xD9,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(picture.AsSpan(19), height);
        BinaryPrimitives.WriteUInt16BigEndian(picture.AsSpan(21), width);
        return picture;
    }
}
