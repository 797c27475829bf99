namespace Vedette.Simulator.Clips;

/// <summary>What tells NAL units apart in H.264 (ITU-T H.264 section 7.4.1) and H.265 (ITU-T H.265 section 7.4.2).</summary>
internal sealed class NalCoding
{
    private readonly bool _isHevc;

    private NalCoding(bool isHevc) => _isHevc = isHevc;

    public static NalCoding H264 { get; } = new(isHevc: false);

    public static NalCoding H265 { get; } = new(isHevc: true);

    public int Type(ReadOnlySpan<byte> nal) => _isHevc ? (nal[0] >> 1) & 0x3F : nal[0] & 0x1F;

    /// <summary>Whether the NAL unit is a coded slice.</summary>
    public bool IsSlice(ReadOnlySpan<byte> nal) => _isHevc ? Type(nal) < 32 : Type(nal) is 1 or 5;

    /// <summary>Whether the NAL unit is a slice of a picture where decoding can start.</summary>
    public bool IsKey(ReadOnlySpan<byte> nal) => _isHevc ? Type(nal) is >= 16 and <= 23 : Type(nal) == 5;

    /// <summary>Whether a slice is the first of its picture: first_mb_in_slice 0 or first_slice_segment_in_pic_flag, a set bit in both.</summary>
    public bool IsFirst(ReadOnlySpan<byte> nal) => (nal[_isHevc ? 2 : 1] & 0x80) != 0;
}
