namespace Vedette.Foundation;

/// <summary>In which part of the world something failed.</summary>
public enum FaultKind
{
    /// <summary>A database refused, is locked or cannot be reached.</summary>
    Storage,

    /// <summary>A disk or file system refused, is full or too slow.</summary>
    Disk,

    /// <summary>A camera or another network peer failed.</summary>
    Network,

    /// <summary>A peer or a file does not follow its format.</summary>
    Format,

    /// <summary>A setting makes the work impossible.</summary>
    Configuration,

    /// <summary>A child process (a decoder) failed.</summary>
    ChildProcess,
}
