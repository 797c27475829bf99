using System.Numerics;
using Vedette.Media.Codecs;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>Writes sequence parameter sets (ITU-T H.264 section 7.3.2.1) of the High profile as tests want them.</summary>
internal sealed record SequenceSet
{
    /// <summary>In pixels, a multiple of 16.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>In pixels; what is not a multiple of 16 is cropped.</summary>
    public int Height { get; init; } = 720;

    public uint ReferenceFrames { get; init; } = 1;

    /// <summary>Whether scaling lists are there, flat but for the first step.</summary>
    public bool HasScalingLists { get; init; }

    /// <summary>Pictures passed by others, or null to say nothing of it.</summary>
    public uint? ReorderFrames { get; init; }

    public string Hex => Convert.ToHexString(Bytes());

    public byte[] Bytes()
    {
        var bits = new BitWriter(64);
        bits.Bits(0x64001F, 24);
        Unsigned(bits, 0);                          // id
        Unsigned(bits, 1);                          // 4:2:0
        Unsigned(bits, 0);
        Unsigned(bits, 0);
        bits.Bits(0, 1);
        ScalingLists(bits);
        Unsigned(bits, 0);                          // frame numbers of 4 bits
        Unsigned(bits, 0);                          // order type 0
        Unsigned(bits, 4);
        Unsigned(bits, ReferenceFrames);
        bits.Bits(0, 1);
        Unsigned(bits, (uint)(Width / 16) - 1);
        var rows = (Height + 15) / 16;
        Unsigned(bits, (uint)rows - 1);
        bits.Bits(0b11, 2);                         // frames only, direct inference
        var crop = (uint)((rows * 16) - Height) / 2;
        bits.Bits(crop > 0 ? 1u : 0, 1);
        Array.ForEach(crop > 0 ? [0, 0, 0, crop] : Array.Empty<uint>(), value => Unsigned(bits, value));
        Usability(bits);
        bits.Bits(1, 1);
        bits.Align();
        return [0x67, .. Escaped(bits.Written)];
    }

    private void ScalingLists(BitWriter bits)
    {
        bits.Bits(HasScalingLists ? 1u : 0, 1);
        for (var list = 0; HasScalingLists && list < 8; list++)
        {
            bits.Bits(1, 1);
            for (var step = 0; step < (list < 6 ? 16 : 64); step++)
            {
                Unsigned(bits, step == 0 ? 15u : 0);    // +8 once, then 0
            }
        }
    }

    private void Usability(BitWriter bits)
    {
        bits.Bits(ReorderFrames is null ? 0u : 1, 1);
        if (ReorderFrames is not { } reorder)
        {
            return;
        }

        bits.Bits(0, 8);                            // neither shape nor timing nor buffers …
        bits.Bits(0b11, 2);                         // … but restrictions
        Array.ForEach([0u, 0u, 10u, 10u, reorder, reorder + 1], value => Unsigned(bits, value));
    }

    /// <summary>Exp-Golomb, section 9.1.</summary>
    private static void Unsigned(BitWriter bits, uint value)
    {
        var zeros = BitOperations.Log2(value + 1);
        bits.Bits(0, zeros);
        bits.Bits(value + 1, zeros + 1);
    }

    /// <summary>With emulation prevention, section 7.4.1.</summary>
    public static List<byte> Escaped(ReadOnlySpan<byte> bytes)
    {
        var (escaped, zeros) = (new List<byte>(), 0);
        foreach (var value in bytes)
        {
            if (zeros == 2 && value <= 3)
            {
                escaped.Add(3);
                zeros = 0;
            }

            escaped.Add(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }

        return escaped;
    }
}
