using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Archive;

/// <summary>A place copies are kept in. Every member ends within the stall limit of <see cref="ArchiveLimits"/> when nothing moves.</summary>
/// <remarks>Every failure is an <see cref="ArchiveException"/> with its cause.</remarks>
internal interface IArchiveStore
{
    /// <summary>Whether copies can be locked; null when locks were not asked for or nobody knows yet.</summary>
    bool? Locks { get; }

    /// <summary>Writes something small and reads it back: returns when the store does what is needed of it.</summary>
    Task ProbeAsync(CancellationToken cancellation);

    /// <summary>The copy, when it is there and proven to be these bytes; null when there is none or another.</summary>
    Task<StoredCopy?> FindAsync(string key, StoredDigest digest, CancellationToken cancellation);

    /// <summary>Copies the file. When this returns, the copy is proven to be there and whole.</summary>
    /// <param name="key">The copy's name.</param>
    /// <param name="file">The bytes.</param>
    /// <param name="digest">What they are.</param>
    /// <param name="lockedUntil">Nobody may delete it before; null for no lock.</param>
    /// <param name="pace">Asked before each piece is sent.</param>
    /// <param name="cancellation">Stops within a piece; what was sent is taken back.</param>
    Task<StoredCopy> PutAsync(
        string key, SafeFileHandle file, StoredDigest digest, DateTimeOffset? lockedUntil, Pace pace, CancellationToken cancellation);

    /// <summary>Hands the bytes of a copy over, in order.</summary>
    /// <param name="key">The copy's name.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="length">How many; null for all to the end.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellation">Stops it.</param>
    Task ReadAsync(string key, long offset, long? length, Stream output, CancellationToken cancellation);

    /// <summary>Deletes a copy; one that is not there is deleted already.</summary>
    Task DeleteAsync(string key, string? version, CancellationToken cancellation);

    /// <summary>Removes what uploads that never ended left behind. Called when none is running.</summary>
    /// <param name="isOurs">Whether a key is one this recorder writes.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>How many were removed.</returns>
    Task<int> TidyAsync(Func<string, bool> isOurs, CancellationToken cancellation);
}

/// <summary>A copy that is proven to be in the store.</summary>
/// <param name="Version">What the store calls this version of it, or null.</param>
/// <param name="LockedUntil">Until when the store says it keeps it, or null.</param>
internal sealed record StoredCopy(string? Version, DateTimeOffset? LockedUntil);
