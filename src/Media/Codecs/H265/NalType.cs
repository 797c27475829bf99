namespace Vedette.Media.Codecs.H265;

/// <summary>NAL unit types (ITU-T H.265 table 7-1) and packet types (RFC 7798 section 4.4).</summary>
/// <remarks>
/// 0–9 pictures, 10–15 reserved, 16–21 pictures where decoding can start (IRAP), 22–31 reserved for pictures, 32–40 sets,
/// delimiters and messages, 41–47 reserved, 48–50 packets, 51–63 nobody's.
/// </remarks>
internal static class NalType
{
    public const int FirstKey = 16;
    public const int LastKey = 21;
    public const int LastPicture = 31;
    public const int VideoParameters = 32;
    public const int SequenceParameters = 33;
    public const int PictureParameters = 34;
    public const int EndOfSequence = 36;
    public const int EndOfStream = 37;
    public const int Filler = 38;
    public const int SuffixSei = 40;
    public const int LastReserved = 47;
    public const int Aggregate = 48;
    public const int Fragment = 49;

    public const int HeaderBytes = 2;

    // |F|   type    |  layer id | tid+1|
    // |0|1 2 3 4 5 6|7 8 … 12   |13 – 15|
    public static int Of(byte header) => (header >> 1) & 0x3F;

    /// <summary>Whether decoding can start with a picture of that type.</summary>
    public static bool IsKey(int type) => type is >= FirstKey and <= LastKey;

    /// <summary>0 for the base layer, the only one that is looked into.</summary>
    public static int LayerOf(ReadOnlySpan<byte> nal) => ((nal[0] & 1) << 5) | (nal[1] >> 3);
}
