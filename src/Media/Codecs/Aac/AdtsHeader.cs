namespace Vedette.Media.Codecs.Aac;

/// <summary>What stands before each frame where AAC comes without a container (ISO/IEC 13818-7 section 6.2).</summary>
/// <param name="Configuration">The decoder's set-up it amounts to: an AudioSpecificConfig of 2 bytes.</param>
/// <param name="HeaderLength">7 bytes, or 9 with a checksum.</param>
/// <param name="FrameLength">Bytes of the frame, header included.</param>
internal readonly record struct AdtsHeader(ushort Configuration, int HeaderLength, int FrameLength)
{
    private const int Length = 7;

    /// <summary>Reads a header; false when there is none, or not of a single frame.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AdtsHeader header)
    {
        header = default;
        if (bytes.Length < Length || bytes[0] != 0xFF || (bytes[1] & 0xF6) != 0xF0 || (bytes[6] & 3) != 0)
        {
            return false;
        }

        var objectType = (bytes[2] >> 6) + 1;
        var rate = (bytes[2] >> 2) & 0x0F;
        var channels = ((bytes[2] & 1) << 2) | (bytes[3] >> 6);
        var headerLength = (bytes[1] & 1) == 0 ? Length + 2 : Length;
        var frameLength = ((bytes[3] & 3) << 11) | (bytes[4] << 3) | (bytes[5] >> 5);
        header = new AdtsHeader((ushort)((objectType << 11) | (rate << 7) | (channels << 3)), headerLength, frameLength);
        return frameLength > headerLength;
    }
}
