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
}
