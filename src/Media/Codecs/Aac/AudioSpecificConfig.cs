namespace Vedette.Media.Codecs.Aac;

/// <summary>The set-up of an AAC decoder (ISO/IEC 14496-3 section 1.6.2.1), as far as it matters outside one.</summary>
/// <param name="ObjectType">2 for AAC-LC.</param>
/// <param name="SampleRate">Samples per second of the core.</param>
/// <param name="Channels">At least 1; 0 in the set-up (a program config element) is taken as 2.</param>
/// <param name="FrameSamples">1024, or 960.</param>
internal sealed record AudioSpecificConfig(int ObjectType, int SampleRate, int Channels, int FrameSamples)
{
    private const int SpectralBandReplication = 5;
    private const int ParametricStereo = 29;
    private const int Escape = 31;

    private static ReadOnlySpan<int> Rates => [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    /// <summary>Reads a set-up; null when it is none.</summary>
    public static AudioSpecificConfig? Parse(ReadOnlySpan<byte> bytes)
    {
        var bits = new BitReader(bytes);
        var config = Read(ref bits);
        return bits.Failed && bytes.Length < 2 ? null : config;
    }

    /// <summary>Reads a set-up that something follows; null when it is none.</summary>
    public static AudioSpecificConfig? Read(ref BitReader bits)
    {
        var type = ReadType(ref bits);
        var rate = ReadRate(ref bits);
        var channels = (int)bits.Bits(4);
        if (type is SpectralBandReplication or ParametricStereo)
        {
            _ = ReadRate(ref bits);
            type = ReadType(ref bits);
        }

        // GASpecificConfig (section 4.4.1): frameLengthFlag, dependsOnCoreCoder, extensionFlag.
        var isShort = bits.Flag();
        bits.Skip(bits.Flag() ? 14 : 0);
        bits.Skip(1);
        return type == 0 || rate == 0
            ? null
            : new AudioSpecificConfig(type, rate, channels switch { 0 => 2, 7 => 8, _ => channels }, isShort && !bits.Failed ? 960 : 1024);
    }

    private static int ReadType(ref BitReader bits)
    {
        var type = (int)bits.Bits(5);
        return type == Escape ? 32 + (int)bits.Bits(6) : type;
    }

    private static int ReadRate(ref BitReader bits)
    {
        var index = (int)bits.Bits(4);
        return index == 15 ? (int)bits.Bits(24) : index < Rates.Length ? Rates[index] : 0;
    }
}
