using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Archive;

/// <summary>
/// Footage fetched from the archive, kept for a while in the temporary folder: bounded in bytes, the longest unused goes
/// first. Whoever asks for a segment that is being fetched waits for the same fetch.
/// </summary>
internal sealed class FetchedSegments : IDisposable
{
    private readonly LiveArchive _live;
    private readonly ArchiveQueue _queue;
    private readonly ArchiveMeters _meters;
    private readonly ArchiveLimits _limits;
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly SemaphoreSlim _turn;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Fetch> _fetches = [];
    private long _uses;

    public FetchedSegments(DataPaths paths, LiveArchive live, ArchiveQueue queue, ArchiveMeters meters, ArchiveLimits limits, TimeProvider time)
    {
        (_live, _queue, _meters, _limits, _time) = (live, queue, meters, limits, time);
        _turn = new SemaphoreSlim(limits.ParallelFetches);
        _folder = Path.Combine(paths.Temporary, "archive");
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _ = Directory.CreateDirectory(_folder);
    }

    /// <summary>Opens the bytes that were copied to the archive; null when there is no such copy.</summary>
    /// <exception cref="ArchiveException">They cannot be had now, or are not what was copied.</exception>
    public async Task<SafeFileHandle?> OpenAsync(Segment segment, CancellationToken cancellation)
    {
        while (true)
        {
            var fetch = Join(segment);
            try
            {
                if (!await fetch.Task.WaitAsync(cancellation))
                {
                    return null;
                }

                if (TryOpen(segment.Id) is { } file)
                {
                    return file;
                }

                // It had to make room before it was opened: once more.
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new ArchiveException(ArchiveCause.Slow, $"The archive did not give a segment within {_limits.LongestFetch.TotalSeconds:0} s.");
            }
            finally
            {
                Leave(segment.Id, fetch);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var fetch in _fetches.Values)
            {
                fetch.Stop.Cancel();
            }

            _fetches.Clear();
        }
    }

    private string FileOf(Guid segment) => Path.Combine(_folder, segment.ToString("N"));

    private Fetch Join(Segment segment)
    {
        lock (_gate)
        {
            if (!_fetches.TryGetValue(segment.Id, out var fetch))
            {
                var stop = new CancellationTokenSource(_limits.LongestFetch, _time);
                fetch = new Fetch(segment.Bytes, stop, Task.Run(() => FetchAsync(segment, stop.Token), CancellationToken.None));
                _fetches.Add(segment.Id, fetch);
            }

            fetch.Readers++;
            fetch.LastUse = ++_uses;
            return fetch;
        }
    }

    /// <summary>A fetch nobody waits for is stopped; one that failed is forgotten, so that the next reader tries again.</summary>
    private void Leave(Guid segment, Fetch fetch)
    {
        lock (_gate)
        {
            fetch.Readers--;
            if (fetch.Readers == 0 && !fetch.Task.IsCompleted)
            {
                fetch.Stop.Cancel();
                Forget(segment, fetch);
            }
            else if (fetch.Task.IsCompleted && !(fetch.Task.IsCompletedSuccessfully && File.Exists(FileOf(segment))))
            {
                Forget(segment, fetch);
            }

            MakeRoom();
        }
    }

    private void Forget(Guid segment, Fetch fetch)
    {
        if (_fetches.TryGetValue(segment, out var known) && known == fetch)
        {
            _ = _fetches.Remove(segment);
        }
    }

    private SafeFileHandle? TryOpen(Guid segment)
    {
        try
        {
            return File.OpenHandle(FileOf(segment), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Lets go of the longest unused until the rest fits. Who has one open keeps reading it.</summary>
    private void MakeRoom()
    {
        var bytes = _fetches.Values.Sum(fetch => fetch.Bytes);
        foreach (var (segment, fetch) in _fetches.Where(pair => pair.Value.Readers == 0).OrderBy(pair => pair.Value.LastUse).ToList())
        {
            if (bytes <= _limits.CacheBytes)
            {
                return;
            }

            File.Delete(FileOf(segment));
            _ = _fetches.Remove(segment);
            bytes -= fetch.Bytes;
        }
    }

    private async Task<bool> FetchAsync(Segment segment, CancellationToken cancellation)
    {
        if (_live.Current is not { Store: { } store } || await _queue.FindCopyAsync(segment.Id, cancellation) is not { } copy)
        {
            return false;
        }

        await _turn.WaitAsync(cancellation);
        var draft = Path.Combine(_folder, $"{Guid.NewGuid():N}.part");
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                await using var hash = new HashSink(file, copy.Bytes);
                await store.ReadAsync(copy.ObjectKey, 0, null, hash, cancellation);
                if (hash.Length != copy.Bytes || !hash.Sha256().AsSpan().SequenceEqual(copy.Sha256))
                {
                    throw new ArchiveException(ArchiveCause.Checksum, "What the archive gives back is not what was copied to it.");
                }
            }

            lock (_gate)
            {
                // Whoever stopped this fetch has forgotten it: a file left now would be nobody's.
                cancellation.ThrowIfCancellationRequested();
                File.Move(draft, FileOf(segment.Id), overwrite: true);
            }

            _meters.Fetched();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"A segment could not be fetched: {refused.Message}", isTransient: true, refused);
        }
        finally
        {
            File.Delete(draft);
            _ = _turn.Release();
        }
    }

    private sealed class Fetch(long bytes, CancellationTokenSource stop, Task<bool> task)
    {
        public long Bytes => bytes;

        public CancellationTokenSource Stop => stop;

        public Task<bool> Task => task;

        public int Readers { get; set; }

        public long LastUse { get; set; }
    }
}
