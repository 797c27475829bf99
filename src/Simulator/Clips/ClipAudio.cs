namespace Vedette.Simulator.Clips;

/// <summary>The sound of a simulated camera.</summary>
public enum ClipAudio
{
    /// <summary>No audio track.</summary>
    None,

    /// <summary>MPEG-4 AAC-LC, 16 kHz mono (RFC 3640).</summary>
    Aac,

    /// <summary>G.711 µ-law, 8 kHz mono (RFC 3551).</summary>
    Pcmu,

    /// <summary>G.711 A-law, 8 kHz mono (RFC 3551).</summary>
    Pcma,

    /// <summary>Opus, 48 kHz mono (RFC 7587).</summary>
    Opus,
}
