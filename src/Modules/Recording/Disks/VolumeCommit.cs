using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Disks;

/// <summary>
/// Makes what many writers changed on one volume durable together: one flush of the file system instead of one for each
/// file, each of which would be a commit of its journal and one or two flushes of the device.
/// </summary>
/// <remarks>
/// Belongs here: how a set becomes durable, and whose commit it is. Does not: when; what is written. Any thread may commit:
/// the first becomes the one that does it, those that come until it starts are served by it, the rest by the next.
/// </remarks>
internal sealed class VolumeCommit : IDisposable
{
    // Up to here flushing the files themselves is no dearer, and does not wait for what others write to the same file system.
    private const int Few = 2;

    // Threads wake on the same tick of the clock, not at the same instant.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);

    private readonly IDisk _disk;
    private readonly SafeFileHandle? _volume;
    private readonly Action<CommitFigures> _report;
    private readonly Lock _gate = new();
    private readonly Lock _turn = new();
    private Round? _open;
    private int _members;

    /// <summary>Commits to the file system that <paramref name="root"/> lies on.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="root">Root of the volume; all of it is one file system.</param>
    /// <param name="report">Told of every commit.</param>
    public VolumeCommit(IDisk disk, string root, Action<CommitFigures> report)
    {
        (_disk, _report) = (disk, report);
        _volume = disk.OpenVolume(root);
    }

    /// <summary>A thread that will commit now and then; commits wait a moment for each other.</summary>
    public void Join() => Interlocked.Increment(ref _members);

    /// <summary>The thread is gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _members);

    /// <summary>Returns when all that is in the sets is durable or refused, which they say themselves.</summary>
    public void Commit(IReadOnlyCollection<CommitSet> sets)
    {
        Round round;
        bool leads;
        lock (_gate)
        {
            leads = _open is null;
            round = _open ??= new Round();
            round.Sets.AddRange(sets);
            if (++round.Members >= Volatile.Read(ref _members))
            {
                round.IsFull.Set();
            }
        }

        if (!leads)
        {
            round.IsDone.Wait();
            return;
        }

        try
        {
            _ = round.IsFull.Wait(Gathering);
            lock (_turn)
            {
                lock (_gate)
                {
                    _open = null;
                }

                Flush(round.Sets);
            }
        }
        finally
        {
            round.IsDone.Set();
        }
    }

    public void Dispose() => _volume?.Dispose();

    private void Flush(List<CommitSet> sets)
    {
        var started = Stopwatch.GetTimestamp();
        var (changed, flushes) = (sets.Sum(set => set.Count), 1);
        if (changed > Few && TryFlushVolume())
        {
            sets.ForEach(set => set.Confirm());
        }
        else
        {
            flushes = changed;
            sets.ForEach(set => set.FlushEach(_disk));
        }

        _report(new CommitFigures(changed, flushes, Stopwatch.GetElapsedTime(started)));
    }

    /// <summary>
    /// False when the volume cannot be flushed as a whole, or some file on it lost a write. Whose it was the files know:
    /// each tells its own handle, once.
    /// </summary>
    private bool TryFlushVolume()
    {
        if (_volume is null)
        {
            return false;
        }

        try
        {
            _disk.FlushVolume(_volume);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private sealed class Round
    {
        public List<CommitSet> Sets { get; } = [];

        public int Members { get; set; }

        // No spinning: what is waited for takes milliseconds.
        public ManualResetEventSlim IsFull { get; } = new(initialState: false, spinCount: 0);

        public ManualResetEventSlim IsDone { get; } = new(initialState: false, spinCount: 0);
    }
}
