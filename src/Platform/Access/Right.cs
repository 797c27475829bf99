namespace Vedette.Platform.Access;

/// <summary>What somebody may do: each is granted by itself.</summary>
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

    /// <summary>Change devices; settings of the whole installation are the administrators'.</summary>
    Configure,

    /// <summary>Read the log of who did, saw, exported or deleted what. Belongs to no place: it is granted everywhere or not at all.</summary>
    Audit,
}
