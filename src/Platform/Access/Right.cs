namespace Vedette.Platform.Access;

/// <summary>What somebody may do with a camera's pictures and with the settings: each is granted by itself.</summary>
public enum Right
{
    /// <summary>See live pictures.</summary>
    Live,

    /// <summary>See recorded pictures.</summary>
    Playback,

    /// <summary>Take footage away.</summary>
    Export,

    /// <summary>Delete footage.</summary>
    Delete,

    /// <summary>Place and release holds.</summary>
    Hold,

    /// <summary>Change devices and settings.</summary>
    Configure,
}
