namespace Vedette.Media.Codecs;

/// <summary>Start codes (ITU-T H.264 annex B), which have no place in RTP and still come from some cameras (V380).</summary>
internal static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    public static bool HasStartCode(ReadOnlySpan<byte> bytes) => bytes.IndexOf(StartCode) >= 0;

    /// <summary>Takes the next NAL unit off the front of <paramref name="rest"/>; false when there is none.</summary>
    public static bool TryNext(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> nal)
    {
        while (!rest.IsEmpty)
        {
            var next = rest.IndexOf(StartCode);
            nal = next < 0 ? rest : rest[..next].TrimEnd((byte)0);
            rest = next < 0 ? [] : rest[(next + StartCode.Length)..];
            if (nal.TrimEnd((byte)0).Length > 0)
            {
                return true;
            }
        }

        nal = [];
        return false;
    }

    /// <summary>Where the NAL units are; without any start code the whole.</summary>
    public static List<Range> Split(ReadOnlySpan<byte> bytes)
    {
        var units = new List<Range>();
        for (var start = 0; start <= bytes.Length;)
        {
            var next = bytes[start..].IndexOf(StartCode);
            var end = next < 0 ? bytes.Length : start + next;
            var length = bytes[start..end].TrimEnd((byte)0).Length;
            if (length > 0)
            {
                // Zeros at the very end belong to the last unit; before a start code they belong to the code.
                units.Add(start..(next < 0 ? end : start + length));
            }

            start = end + StartCode.Length;
        }

        return units;
    }
}
