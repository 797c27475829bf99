using System.Numerics;
using Vedette.Media.Codecs;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>
/// A sequence parameter set of H.265 (ITU-T H.265 section 7.3.2.2) with what small parsers trip over: several temporal layers,
/// reference picture sets made from one another, long-term pictures, scaling lists.
/// </summary>
internal static class SequenceSet265
{
    public const string VideoSet = "40010C01FFFF016000000300B0000003000003005D9509";
    public const string PictureSet = "4401C172B46240";

    public static string Hex(int width, int height, int layers)
    {
        var bits = new BitWriter(64);
        bits.Bits(0, 4);
        bits.Bits((uint)layers - 1, 3);
        bits.Bits(1, 1);
        Profile(bits, layers);
        Unsigned(bits, 0, 1, (uint)width, (uint)height);
        bits.Bits(0, 1);                            // nothing cropped
        Unsigned(bits, 0, 0, 4);                    // 8 bits, order count of 8 bits
        bits.Bits(1, 1);
        for (var layer = 0; layer < layers; layer++)
        {
            Unsigned(bits, 2, 0, 0);                // 3 pictures held, none passed
        }

        Unsigned(bits, 0, 3, 0, 3, 0, 0);           // block sizes
        bits.Bits(0b10, 2);                         // the usual scaling lists
        bits.Bits(0b010, 3);
        ReferenceSets(bits);
        bits.Bits(1, 1);                            // one long-term picture, its order count in 8 bits
        Unsigned(bits, 1);
        bits.Bits(17, 8);
        bits.Bits(1, 1);
        bits.Bits(0b11, 2);
        bits.Bits(0b00, 2);                         // neither usability nor extensions
        bits.Bits(1, 1);
        bits.Align();
        return "4201" + Convert.ToHexString(SequenceSet.Escaped(bits.Written).ToArray());
    }

    /// <summary>Section 7.3.3: Main, level 3.1; of the lower layers the first tells its profile, all tell their level.</summary>
    private static void Profile(BitWriter bits, int layers)
    {
        bits.Bits(0x01, 8);
        bits.Bits(0x60000000, 32);
        bits.Bits(0xB0000000, 32);
        bits.Bits(0, 16);
        bits.Bits(93, 8);
        for (var layer = 0; layer < layers - 1; layer++)
        {
            bits.Bits(layer == 0 ? 0b11u : 0b01, 2);
        }

        for (var rest = layers - 1; layers > 1 && rest < 8; rest++)
        {
            bits.Bits(0, 2);
        }

        for (var layer = 0; layer < layers - 1; layer++)
        {
            Array.ForEach(layer == 0 ? [32, 32, 24] : Array.Empty<int>(), width => bits.Bits(0, width));
            bits.Bits(90, 8);
        }
    }

    /// <summary>Section 7.3.7: the picture before; that set moved by one and with it; that one with a part left out.</summary>
    private static void ReferenceSets(BitWriter bits)
    {
        Unsigned(bits, 3);
        Unsigned(bits, 1, 0, 0);
        bits.Bits(1, 1);
        bits.Bits(0b11, 2);
        Unsigned(bits, 0);
        bits.Bits(0b11, 2);
        bits.Bits(0b11, 2);
        Unsigned(bits, 0);
        bits.Bits(0b1001, 4);
    }

    private static void Unsigned(BitWriter bits, params uint[] values)
    {
        foreach (var value in values)
        {
            var zeros = BitOperations.Log2(value + 1);
            bits.Bits(0, zeros);
            bits.Bits(value + 1, zeros + 1);
        }
    }
}
