namespace Vedette.Media.Codecs.Flac;

/// <summary>The two check sums of a FLAC frame (RFC 9639 sections 9.1.8 and 9.3).</summary>
internal static class FlacChecksum
{
    private static readonly ushort[] Sixteen = [.. Enumerable.Range(0, 256).Select(value => Turn((ushort)(value << 8)))];

    /// <summary>Polynomial x⁸ + x² + x + 1, of the frame's header.</summary>
    public static byte Eight(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 0x80) == 0 ? sum << 1 : ((sum << 1) ^ 0x07) & 0xFF;
            }
        }

        return (byte)sum;
    }

    /// <summary>Polynomial x¹⁶ + x¹⁵ + x² + 1, of the whole frame before it.</summary>
    public static ushort SixteenBits(ReadOnlySpan<byte> bytes)
    {
        ushort sum = 0;
        foreach (var value in bytes)
        {
            sum = (ushort)((sum << 8) ^ Sixteen[(sum >> 8) ^ value]);
        }

        return sum;
    }

    private static ushort Turn(ushort sum)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            sum = (ushort)((sum & 0x8000) == 0 ? sum << 1 : (sum << 1) ^ 0x8005);
        }

        return sum;
    }
}
