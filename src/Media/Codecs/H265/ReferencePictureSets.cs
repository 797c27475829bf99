namespace Vedette.Media.Codecs.H265;

/// <summary>The short-term reference picture sets of a sequence parameter set (ITU-T H.265 section 7.3.7): read only to get past them.</summary>
internal static class ReferencePictureSets
{
    private const int MaxSets = 64;
    private const int MaxPictures = 16;

    /// <summary>Skips num_short_term_ref_pic_sets and the sets; false when they make no sense.</summary>
    public static bool TrySkip(ref BitReader bits)
    {
        var sets = bits.Unsigned();
        if (sets > MaxSets)
        {
            return false;
        }

        var pictures = 0;
        for (var set = 0; set < sets && !bits.Failed; set++)
        {
            pictures = set > 0 && bits.Flag() ? SkipPredicted(ref bits, pictures) : SkipPlain(ref bits);
            if (pictures > MaxPictures)
            {
                return false;
            }
        }

        return !bits.Failed;
    }

    /// <summary>Predicted from the set before, which has <paramref name="pictures"/>; gives how many this one has.</summary>
    private static int SkipPredicted(ref BitReader bits, int pictures)
    {
        bits.Skip(1);
        _ = bits.Unsigned();
        var kept = 0;
        for (var picture = 0; picture <= pictures; picture++)
        {
            kept += bits.Flag() || bits.Flag() ? 1 : 0;
        }

        return kept;
    }

    private static int SkipPlain(ref BitReader bits)
    {
        var (before, after) = (bits.Unsigned(), bits.Unsigned());
        if (before > MaxPictures || after > MaxPictures)
        {
            return int.MaxValue;
        }

        for (var picture = before + after; picture > 0; picture--)
        {
            _ = bits.Unsigned();
            bits.Skip(1);
        }

        return (int)(before + after);
    }
}
