using Vedette.Recording.Storage;

namespace Vedette.Recording.Archive;

/// <summary>How the archive does, counted anew every few seconds at most: the console asks more often than the index likes.</summary>
internal sealed class ArchiveStanding(
    LiveArchive live, StoreHealth health, Archiver archiver, ArchiveQueue queue, Pace pace, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _counting = new(1, 1);
    private (DateTimeOffset At, ArchiveBacklog Backlog, ArchiveTally Tally)? _counted;

    public async Task<ArchiveReport> AskAsync(CancellationToken cancellation)
    {
        var (backlog, tally) = await CountAsync(cancellation);
        var target = live.Current;
        var state = target switch
        {
            { Fault: not null } => ArchiveState.Failing,
            { Store: null } => ArchiveState.Off,
            _ => health.StateAt(time.GetUtcNow()),
        };
        var detail = target.Fault ?? (target.Store is null ? null : health.Detail) ?? (target.Store?.Locks == false && target.Settings.ObjectLockDays is not null
            ? "The store has no object lock: whoever has its keys can delete copies."
            : null);
        return new ArchiveReport(
            target.Settings,
            state,
            detail,
            target.Store is null ? new ArchiveBacklog(0, 0, 0) : backlog,
            tally,
            pace.BytesPerSecond,
            target.Store is null ? null : target.Store.Locks);
    }

    /// <summary>What was counted is not true any more.</summary>
    public void Forget() => _counted = null;

    public void Dispose() => _counting.Dispose();

    private async Task<(ArchiveBacklog, ArchiveTally)> CountAsync(CancellationToken cancellation)
    {
        await _counting.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (_counted is not { } counted || now - counted.At > Fresh || counted.At > now)
            {
                counted = (now, await queue.BacklogAsync(archiver.Wanted(), cancellation), await queue.TallyAsync(cancellation));
                _counted = counted;
            }

            return (counted.Backlog, counted.Tally);
        }
        finally
        {
            _ = _counting.Release();
        }
    }
}

/// <summary>How the archive does.</summary>
internal sealed record ArchiveReport(
    ArchiveSettings Settings,
    ArchiveState State,
    string? Detail,
    ArchiveBacklog Backlog,
    ArchiveTally Tally,
    long BytesPerSecond,
    bool? Locks);
