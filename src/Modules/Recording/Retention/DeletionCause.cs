namespace Vedette.Recording.Retention;

/// <summary>Why retention deleted.</summary>
internal enum DeletionCause
{
    /// <summary>Its maximum was over.</summary>
    Expired,

    /// <summary>Newer footage needed the room.</summary>
    Room,

    /// <summary>It is in the archive; only the file went.</summary>
    Evicted,

    /// <summary>Its minimum was not over, but its camera gave way to more important ones.</summary>
    GivenUp,
}
