using System.Globalization;
using System.Text;

namespace Vedette.Media.Codecs.H265;

/// <summary>What a decoder must be able to do (ITU-T H.265 section 7.3.3), the general part: 12 bytes as they stand in the set and in <c>hvcC</c>.</summary>
internal sealed record ProfileTierLevel(ReadOnlyMemory<byte> Bytes)
{
    public const int Length = 12;

    /// <summary>
    /// As browsers want it, for example <c>hvc1.1.6.L93.B0</c> (ISO/IEC 14496-15 section E.3): profile space and number,
    /// compatibility flags from last to first, tier and level, constraint bytes without trailing zeros.
    /// </summary>
    public string CodecString
    {
        get
        {
            var bytes = Bytes.Span;
            var text = new StringBuilder("hvc1.");
            if (bytes[0] >> 6 is > 0 and var space)
            {
                text.Append((char)('A' + space - 1));
            }

            uint compatibility = 0;
            for (var bit = 0; bit < 32; bit++)
            {
                compatibility |= (uint)((bytes[1 + (bit / 8)] >> (7 - (bit % 8))) & 1) << bit;
            }

            text.Append(CultureInfo.InvariantCulture, $"{bytes[0] & 0x1F}.{compatibility:X}.{((bytes[0] & 0x20) != 0 ? 'H' : 'L')}{bytes[11]}");
            foreach (var constraint in bytes[5..11].TrimEnd((byte)0))
            {
                text.Append(CultureInfo.InvariantCulture, $".{constraint:X}");
            }

            return text.ToString();
        }
    }
}
