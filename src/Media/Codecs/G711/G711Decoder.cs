using Vedette.Media.Units;

namespace Vedette.Media.Codecs.G711;

/// <summary>G.711 to linear samples of 16 bits (ITU-T G.711 tables 1 and 2).</summary>
public static class G711Decoder
{
    private static readonly short[] MuLaw = [.. Enumerable.Range(0, 256).Select(code => FromMuLaw((byte)code))];
    private static readonly short[] ALaw = [.. Enumerable.Range(0, 256).Select(code => FromALaw((byte)code))];

    /// <summary>Decodes <paramref name="codes"/> into as many samples.</summary>
    /// <param name="law"><see cref="Codec.PcmMu"/> or <see cref="Codec.PcmA"/>.</param>
    /// <param name="codes">One byte for each sample.</param>
    /// <param name="samples">At least as long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The codec is no G.711.</exception>
    public static void Decode(Codec law, ReadOnlySpan<byte> codes, Span<short> samples)
    {
        var table = law switch
        {
            Codec.PcmMu => MuLaw,
            Codec.PcmA => ALaw,
            _ => throw new ArgumentOutOfRangeException(nameof(law), law, "Only G.711 is decoded here."),
        };
        for (var i = 0; i < codes.Length; i++)
        {
            samples[i] = table[codes[i]];
        }
    }

    // Sign, three bits of exponent, four of mantissa; all bits are sent inverted.
    private static short FromMuLaw(byte code)
    {
        const int Bias = 0x84;
        var value = ~code;
        var magnitude = ((((value & 0x0F) << 3) + Bias) << ((value & 0x70) >> 4)) - Bias;
        return (short)((value & 0x80) == 0 ? magnitude : -magnitude);
    }

    // The same, but every other bit is sent inverted and the lowest exponent is linear.
    private static short FromALaw(byte code)
    {
        var value = code ^ 0x55;
        var (exponent, mantissa) = ((value & 0x70) >> 4, ((value & 0x0F) << 4) + 8);
        var magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
        return (short)((value & 0x80) == 0 ? -magnitude : magnitude);
    }
}
