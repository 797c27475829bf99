namespace Vedette.Platform.Access;

/// <summary>Several rights together.</summary>
[Flags]
public enum Rights
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="Right.Live"/>.</summary>
    Live = 1 << Right.Live,

    /// <summary><see cref="Right.Playback"/>.</summary>
    Playback = 1 << Right.Playback,

    /// <summary><see cref="Right.Export"/>.</summary>
    Export = 1 << Right.Export,

    /// <summary><see cref="Right.Delete"/>.</summary>
    Delete = 1 << Right.Delete,

    /// <summary><see cref="Right.Hold"/>.</summary>
    Hold = 1 << Right.Hold,

    /// <summary><see cref="Right.Configure"/>.</summary>
    Configure = 1 << Right.Configure,

    /// <summary><see cref="Right.Audit"/>.</summary>
    Audit = 1 << Right.Audit,

    /// <summary>What belongs to a place: all but <see cref="Audit"/>.</summary>
    OfPlaces = Live | Playback | Export | Delete | Hold | Configure,
}
