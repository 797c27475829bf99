namespace Vedette.Simulator.Clips;

/// <summary>Splits an H.264 byte stream (ITU-T H.264 annex B) into NAL units, and these into pictures.</summary>
internal static class AnnexB
{
    private const int Slice = 1;
    private const int IdrSlice = 5;

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
    public static IEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> Pictures(ReadOnlyMemory<byte> stream)
    {
        List<ReadOnlyMemory<byte>> picture = [];
        var hasSlice = false;
        foreach (var nal in NalUnits(stream))
        {
            // A picture begins with whatever precedes its first slice (section 7.4.1.2.3); that slice has first_mb_in_slice 0, which is a set bit.
            var isSlice = IsSlice(nal.Span);
            if (hasSlice && (!isSlice || (nal.Span[1] & 0x80) != 0))
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

    /// <summary>The NAL unit's type (section 7.4.1).</summary>
    public static int Type(ReadOnlySpan<byte> nal) => nal[0] & 0x1F;

    /// <summary>Whether the NAL unit is a coded slice.</summary>
    public static bool IsSlice(ReadOnlySpan<byte> nal) => Type(nal) is Slice or IdrSlice;

    /// <summary>Whether the NAL unit is a slice of a picture where decoding can start.</summary>
    public static bool IsIdr(ReadOnlySpan<byte> nal) => Type(nal) == IdrSlice;

    private static int StartCode(ReadOnlySpan<byte> bytes, int from)
    {
        var found = from >= bytes.Length ? -1 : bytes[from..].IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        return found < 0 ? bytes.Length : from + found;
    }
}
