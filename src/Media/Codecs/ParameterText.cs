namespace Vedette.Media.Codecs;

/// <summary>Parameter sets as they stand in a description (RFC 6184 section 8.1, RFC 7798 section 7.1): base64 with commas between.</summary>
internal static class ParameterText
{
    /// <summary>Takes one NAL unit.</summary>
    public delegate void NalTaker(ReadOnlySpan<byte> nal);

    /// <summary>Gives each set to <paramref name="take"/>; what is broken is skipped, start codes (V380) are left out.</summary>
    public static void Read(string text, NalTaker take)
    {
        var buffer = new byte[KeptSets.MaxBytes];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var padded = part.TrimEnd('=');
            padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
            if (!Convert.TryFromBase64String(padded, buffer, out var length))
            {
                continue;
            }

            foreach (var range in AnnexB.Split(buffer.AsSpan(0, length)))
            {
                take(buffer.AsSpan(0, length)[range]);
            }
        }
    }
}
