namespace Vedette.Media.Hub;

/// <summary>What a cursor found.</summary>
public enum ReadingKind
{
    /// <summary>Nothing new yet.</summary>
    None,

    /// <summary>The next unit, leased to the reader.</summary>
    Unit,

    /// <summary>The reader was overtaken; the next unit it gets is a key picture.</summary>
    Missed,

    /// <summary>The source was lost or another attempt to reach it failed; units follow when it is back.</summary>
    Break,

    /// <summary>The feed is over: the camera was removed or switched off. Nothing follows.</summary>
    End,
}
