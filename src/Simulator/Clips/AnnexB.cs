namespace Vedette.Simulator.Clips;

/// <summary>Splits a byte stream (ITU-T H.264 and H.265 annex B) into NAL units, and these into pictures.</summary>
internal static class AnnexB
{
    /// <summary>The NAL units of a byte stream, without start codes and trailing zeros.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> NalUnits(ReadOnlyMemory<byte> stream)
    {
        var start = StartCode(stream.Span, 0);
        while (start < stream.Length)
        {
            var next = StartCode(stream.Span, start + 3);
            yield return stream[(start + 3)..next].TrimEnd((byte)0);
            start = next;
        }
    }

    /// <summary>The pictures of a byte stream: each the NAL units of one access unit, parameter sets and SEI first.</summary>
    public static IEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> Pictures(ReadOnlyMemory<byte> stream, NalCoding coding)
    {
        List<ReadOnlyMemory<byte>> picture = [];
        var hasSlice = false;
        foreach (var nal in NalUnits(stream))
        {
            // A picture begins with whatever precedes its first slice (H.264 section 7.4.1.2.3, H.265 section 7.4.2.4.4).
            var isSlice = coding.IsSlice(nal.Span);
            if (hasSlice && (!isSlice || coding.IsFirst(nal.Span)))
            {
                yield return picture;
                (picture, hasSlice) = ([], false);
            }

            picture.Add(nal);
            hasSlice |= isSlice;
        }

        if (hasSlice)
        {
            yield return picture;
        }
    }

    private static int StartCode(ReadOnlySpan<byte> bytes, int from)
    {
        var found = from >= bytes.Length ? -1 : bytes[from..].IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        return found < 0 ? bytes.Length : from + found;
    }
}
