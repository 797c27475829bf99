namespace Vedette.Media.Units;

/// <summary>What a track carries.</summary>
public enum TrackKind
{
    /// <summary>Pictures.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,
}
