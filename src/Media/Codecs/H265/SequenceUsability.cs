namespace Vedette.Media.Codecs.H265;

/// <summary>What matters of the usability information (ITU-T H.265 section E.2.1).</summary>
/// <param name="FrameRate">Pictures per second, or null.</param>
/// <param name="IsFields">Whether each picture is one field.</param>
internal readonly record struct SequenceUsability(double? FrameRate, bool IsFields)
{
    private const int ExtendedAspectRatio = 255;

    public static SequenceUsability Read(ref BitReader bits)
    {
        if (bits.Flag() && bits.Bits(8) == ExtendedAspectRatio)
        {
            bits.Skip(32);
        }

        if (bits.Flag())
        {
            bits.Skip(1);
        }

        if (bits.Flag())
        {
            bits.Skip(4);
            bits.Skip(bits.Flag() ? 24 : 0);
        }

        if (bits.Flag())
        {
            _ = bits.Unsigned();
            _ = bits.Unsigned();
        }

        bits.Skip(1);
        var isFields = bits.Flag();
        bits.Skip(1);
        if (bits.Flag())
        {
            for (var side = 0; side < 4; side++)
            {
                _ = bits.Unsigned();
            }
        }

        var hasTiming = bits.Flag();
        var (unit, scale) = hasTiming ? (bits.Bits(32), bits.Bits(32)) : (0, 0);
        var rate = unit == 0 ? 0 : scale / (double)unit;
        return bits.Failed ? default : new SequenceUsability(rate is > 0.01 and < 1000 ? rate : null, isFields);
    }
}
