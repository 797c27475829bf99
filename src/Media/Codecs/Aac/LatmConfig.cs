namespace Vedette.Media.Codecs.Aac;

/// <summary>How LATM carries its one AAC stream: a StreamMuxConfig (ISO/IEC 14496-3 section 1.7.3).</summary>
/// <param name="Audio">The stream's set-up.</param>
/// <param name="Configuration">The same as bytes: an AudioSpecificConfig.</param>
/// <param name="SubFrames">Frames in an AudioMuxElement, 1 to 64.</param>
/// <param name="Bits">Its length; 0 when there is none.</param>
internal sealed record LatmConfig(AudioSpecificConfig Audio, ReadOnlyMemory<byte> Configuration, int SubFrames, int Bits)
{
    private const int MaxBits = 512;

    /// <summary>Reads a StreamMuxConfig; null when it is broken, or of a kind no camera sends: several programs or layers, other frame length types.</summary>
    public static LatmConfig? Read(ReadOnlySpan<byte> bytes, int firstBit = 0)
    {
        var bits = new BitReader(bytes);
        bits.Skip(firstBit);
        var version = bits.Bits(1);
        if (version == 1)
        {
            if (bits.Flag())
            {
                return null;
            }

            SkipValue(ref bits);
        }

        bits.Skip(1);
        var subFrames = (int)bits.Bits(6) + 1;
        if (bits.Bits(4) != 0 || bits.Bits(3) != 0)
        {
            return null;
        }

        var length = version == 1 ? ReadValue(ref bits) : 0;
        var start = bits.Position;
        var audio = AudioSpecificConfig.Read(ref bits);
        var read = bits.Position - start;
        if (version == 1 && length >= read)
        {
            bits.Skip((int)Math.Min(length - read, int.MaxValue));
            read = (int)length;
        }

        if (audio is null || bits.Failed || read > MaxBits || bits.Bits(3) != 0)
        {
            return null;
        }

        // GStreamer ends its set-up here; past the end there are zeros, which is what it means.
        bits.Skip(8);
        if (bits.Flag())
        {
            SkipOther(ref bits, version);
        }

        if (bits.Flag())
        {
            bits.Skip(8);
        }

        return new LatmConfig(audio, Cut(bytes, start, read), subFrames, bits.Position - firstBit);
    }

    private static byte[] Cut(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var bits = new BitReader(bytes);
        bits.Skip(start);
        var cut = new byte[(length + 7) / 8];
        for (var at = 0; at < length; at += 8)
        {
            var count = Math.Min(8, length - at);
            cut[at / 8] = (byte)(bits.Bits(count) << (8 - count));
        }

        return cut;
    }

    /// <summary>otherDataLenBits.</summary>
    private static void SkipOther(ref BitReader bits, uint version)
    {
        if (version == 1)
        {
            SkipValue(ref bits);
            return;
        }

        while (bits.Flag() && !bits.Failed)
        {
            bits.Skip(8);
        }

        bits.Skip(8);
    }

    private static void SkipValue(ref BitReader bits) => _ = ReadValue(ref bits);

    /// <summary>LatmGetValue: section 1.7.3.1.</summary>
    private static uint ReadValue(ref BitReader bits)
    {
        uint value = 0;
        for (var left = bits.Bits(2) + 1; left > 0; left--)
        {
            value = (value << 8) | bits.Bits(8);
        }

        return value;
    }
}
