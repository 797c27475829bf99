namespace Vedette.Host.Benchmarks.Record;

/// <summary>Something that records cameras, in processes of its own; they are gone when it is disposed, and so is what they wrote.</summary>
internal interface IRecorder : IAsyncDisposable
{
    /// <summary>What it uses.</summary>
    ProcessTree Tree { get; }

    /// <summary>Where it writes.</summary>
    DirectoryInfo Output { get; }

    /// <summary>How often a process of it ended before its time and was started again.</summary>
    int Restarts { get; }

    /// <summary>Starts it and waits until every camera is being written.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Before the window: every camera is still being written, and what only a start costs is over.</summary>
    Task SettleAsync(CancellationToken cancellation);

    /// <summary>What became of the window: files that ended in it, and cameras or stretches that are missing.</summary>
    Task<RecordedSpan> AccountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>The finished files of one camera, oldest first; empty when they are of no format.</summary>
    IReadOnlyList<FileInfo> FilesOfOneCamera();
}
