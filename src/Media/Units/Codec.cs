namespace Vedette.Media.Units;

/// <summary>How a track is coded.</summary>
public enum Codec
{
    /// <summary>H.264 / AVC (ITU-T H.264, ISO/IEC 14496-10).</summary>
    H264,

    /// <summary>MPEG-4 AAC (ISO/IEC 14496-3).</summary>
    Aac,

    /// <summary>G.711 µ-law, 8 bit per sample (ITU-T G.711).</summary>
    PcmMu,

    /// <summary>G.711 A-law, 8 bit per sample (ITU-T G.711).</summary>
    PcmA,

    /// <summary>H.265 / HEVC (ITU-T H.265, ISO/IEC 23008-2).</summary>
    H265,

    /// <summary>A JPEG picture for each frame (ITU-T T.81).</summary>
    Mjpeg,

    /// <summary>Opus (RFC 6716).</summary>
    Opus,

    /// <summary>FLAC (RFC 9639): never sent by cameras; how G.711 is shown to browsers.</summary>
    Flac,
}
