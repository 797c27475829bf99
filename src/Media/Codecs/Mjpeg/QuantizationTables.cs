namespace Vedette.Media.Codecs.Mjpeg;

/// <summary>The quantization tables of RTP's payload format for JPEG: sent along, sent once and kept, or by a formula (RFC 2435 section 4.2).</summary>
internal sealed class QuantizationTables
{
    public const int TableBytes = 64;

    private const int MaxFormula = 99;
    private const int FirstSent = 128;
    private const int AlwaysSent = 255;

    private readonly byte[]?[] _known = new byte[AlwaysSent][];
    private readonly byte[] _sent = new byte[2 * TableBytes];

    private static ReadOnlySpan<byte> Luma =>
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
        56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
    ];

    private static ReadOnlySpan<byte> Chroma =>
    [
        17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Whether a picture of this Q begins with a header about its tables.</summary>
    public static bool AreSent(byte q) => q >= FirstSent;

    /// <summary>The tables of Q, one or two of 64 bytes in zigzag order; empty when they are unknown.</summary>
    /// <param name="q">As the picture's first packet says.</param>
    /// <param name="sent">What came along; empty when nothing did.</param>
    public ReadOnlySpan<byte> For(byte q, ReadOnlySpan<byte> sent)
    {
        if (!AreSent(q))
        {
            return q is > 0 and <= MaxFormula ? _known[q] ??= Compute(q) : default;
        }

        if (sent.Length is not (TableBytes or 2 * TableBytes))
        {
            return q < AlwaysSent && sent.IsEmpty ? _known[q] : default;
        }

        if (q == AlwaysSent)
        {
            sent.CopyTo(_sent);
            return _sent.AsSpan(0, sent.Length);
        }

        return sent.SequenceEqual(_known[q]) ? _known[q] : _known[q] = sent.ToArray();
    }

    /// <summary>RFC 2435 appendix A.</summary>
    private static byte[] Compute(int q)
    {
        var factor = q < 50 ? 5000 / q : 200 - (q * 2);
        var tables = new byte[2 * TableBytes];
        for (var at = 0; at < TableBytes; at++)
        {
            tables[at] = (byte)Math.Clamp(((Luma[at] * factor) + 50) / 100, 1, 255);
            tables[TableBytes + at] = (byte)Math.Clamp(((Chroma[at] * factor) + 50) / 100, 1, 255);
        }

        return tables;
    }
}
