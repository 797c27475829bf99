namespace Vedette.Media.Codecs.Aac;

/// <summary>Widths of the fields of an AU-header in bits (RFC 3640 section 4.1): 13 and 3 in the mode AAC-hbr, 6 and 2 in AAC-lbr.</summary>
/// <param name="SizeBits">Of the size, 1 to 16.</param>
/// <param name="IndexBits">Of the index, 0 to 16.</param>
internal sealed record AacHeaderLayout(int SizeBits, int IndexBits)
{
    public int Bits => SizeBits + IndexBits;
}
