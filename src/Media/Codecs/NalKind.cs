using Vedette.Media.Units;

namespace Vedette.Media.Codecs;

/// <summary>What the first byte of a NAL unit tells, whichever codec it is of.</summary>
internal static class NalKind
{
    public static bool IsPicture(Codec codec, byte header) => codec switch
    {
        Codec.H264 => H264.NalType.Of(header) is >= H264.NalType.Slice and <= H264.NalType.Idr,
        Codec.H265 => H265.NalType.Of(header) <= H265.NalType.LastPicture,
        _ => false,
    };

    public static bool IsSequenceParameters(Codec codec, byte header) => codec switch
    {
        Codec.H264 => H264.NalType.Of(header) == H264.NalType.SequenceParameters,
        Codec.H265 => H265.NalType.Of(header) == H265.NalType.SequenceParameters,
        _ => false,
    };
}
