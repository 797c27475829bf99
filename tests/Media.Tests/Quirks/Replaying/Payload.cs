using Vedette.Media.Tests.Rtsp;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>Payload bytes as transcripts write them: hexadecimal, with names for the NAL units the scripted cameras send.</summary>
internal static class Payload
{
    private static readonly byte[][] Sets = [.. FakeCamera.Sets.Split(',').Select(Convert.FromBase64String)];

    /// <summary>1280×720, High profile, level 3.1.</summary>
    public static byte[] Sequence => Sets[0];

    public static byte[] Picture => Sets[1];

    public static byte[] Sei => [0x06, 0x05, 0x01, 0xAA, 0x80];

    /// <summary>A slice of an IDR picture, first macroblock 0.</summary>
    public static byte[] Idr => [0x65, 0x88, 0x84, 0x00, 0x10];

    /// <summary>A slice of another picture, first macroblock 0.</summary>
    public static byte[] Slice => [0x41, 0x9A, 0x21, 0x6C];

    /// <summary>A later slice of a picture: its first macroblock is not 0.</summary>
    public static byte[] Tail => [0x41, 0x1A, 0x21, 0x6C];

    public static byte[] Read(params IEnumerable<string> words) => [.. words.SelectMany(Bytes)];

    private static byte[] Bytes(string word) => word switch
    {
        "{sps}" => Sequence,
        "{pps}" => Picture,
        "{sei}" => Sei,
        "{idr}" => Idr,
        "{slice}" => Slice,
        "{tail}" => Tail,
        _ => Convert.FromHexString(word),
    };
}
