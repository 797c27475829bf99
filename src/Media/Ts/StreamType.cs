namespace Vedette.Media.Ts;

/// <summary>How an elementary stream is coded (ISO/IEC 13818-1 table 2-34).</summary>
internal static class StreamType
{
    public const byte AacAdts = 0x0F;
    public const byte H264 = 0x1B;
    public const byte H265 = 0x24;

    public static bool IsVideo(byte type) => type is H264 or H265;

    public static bool IsForeignAudio(byte type) => type is 0x03 or 0x04 or 0x11 or 0x81;

    /// <summary>The name of sound that is left out.</summary>
    public static string NameOf(byte type) => type switch
    {
        0x03 or 0x04 => "MPEG audio",
        0x11 => "AAC in LATM",
        0x81 => "AC-3",
        _ => $"stream type {type}",
    };
}
