using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Marks;

/// <summary>What is marked as worth keeping: answers from the journals on the volumes, without a database.</summary>
/// <remarks>
/// Belongs here: the marks of the days that were asked for last, in bounded memory. Does not: deciding what is an event,
/// keeping or deleting footage. Days are read when they are first asked for.
/// </remarks>
internal sealed class FootageMarks(
    VolumeSet volumes, IDisk disk, UnindexedFacts facts, ILogger<FootageMarks> logger, int mostMarks = FootageMarks.MostMarks) : IDisposable
{
    /// <summary>About 20 MB.</summary>
    public const int MostMarks = 100_000;

    private const int MostUnwritten = 1000;

    private readonly Dictionary<(CameraId Camera, DateOnly Day), LinkedListNode<DayOfMarks>> _days = [];
    private readonly LinkedList<DayOfMarks> _lastUsed = [];
    private readonly List<Mark> _unwritten = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private IReadOnlyList<Volume> _readFrom = [];
    private int _held;

    /// <summary>Why the footage of [from, to) is worth keeping; <see cref="FootageClass.Continuous"/> when nothing says so.</summary>
    /// <exception cref="IOException">A journal cannot be read: nothing is known, not that nothing is marked.</exception>
    public FootageClass ClassOf(CameraId camera, DateTimeOffset from, DateTimeOffset to)
    {
        var found = FootageClass.Continuous;
        lock (_gate)
        {
            foreach (var day in DaysOf(camera, from, to))
            {
                foreach (var mark in day.Marks.Values)
                {
                    found |= mark.From < to && mark.To > from ? mark.Class : FootageClass.Continuous;
                }
            }

            Forget();
        }

        return found;
    }

    /// <summary>The marks that overlap [from, to), by start.</summary>
    /// <exception cref="IOException">A journal cannot be read.</exception>
    public IReadOnlyList<Mark> Between(CameraId camera, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate)
        {
            List<Mark> found = [.. DaysOf(camera, from, to)
                .SelectMany(day => day.Marks.Values)
                .Where(mark => mark.From < to && mark.To > from)
                .OrderBy(mark => mark.From)
                .ThenBy(mark => mark.Id)];
            Forget();
            return found;
        }
    }

    /// <summary>
    /// Notes a mark, or what is known better of one, whose start stays. It counts at once. When this returns it is on a
    /// volume, or, when every volume refuses, waits in memory for the next one.
    /// </summary>
    public async Task PutAsync(Mark mark, CancellationToken cancellation)
    {
        lock (_gate)
        {
            Remember(mark);
            _unwritten.Add(mark);
            Forget();
        }

        facts.Add(new Fact.Marked(mark));
        await _writing.WaitAsync(cancellation);
        try
        {
            // A stalled volume holds one thread, and nobody who waits for more than his own mark.
            await Task.Run(Write, CancellationToken.None);
        }
        finally
        {
            _ = _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private void Write()
    {
        while (Next() is { } mark)
        {
            if (!TryWrite(mark))
            {
                Shorten();
                return;
            }

            lock (_gate)
            {
                _ = _unwritten.Remove(mark);
            }
        }
    }

    private Mark? Next()
    {
        lock (_gate)
        {
            return _unwritten.Count > 0 ? _unwritten[0] : null;
        }
    }

    /// <summary>The last word about a mark makes the earlier ones needless, and nothing grows without end.</summary>
    private void Shorten()
    {
        lock (_gate)
        {
            var last = _unwritten.GroupBy(mark => mark.Id).Select(words => words.Last()).TakeLast(MostUnwritten).ToList();
            _unwritten.Clear();
            _unwritten.AddRange(last);
        }
    }

    /// <summary>Where the camera's footage of that day is, or else wherever there is a volume.</summary>
    private bool TryWrite(Mark mark)
    {
        // A volume that is not mounted has no such folder, and is not given one.
        foreach (var volume in volumes.All
            .Where(volume => Directory.Exists(volume.SegmentsRoot))
            .OrderByDescending(volume => Directory.Exists(MarkJournal.FolderOf(volume, mark.CameraId, mark.From))))
        {
            try
            {
                MarkJournal.Append(disk, volume, mark);
                return true;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                RecordingLog.MarkRefused(logger, mark.CameraId, refused.Message);
            }
        }

        return false;
    }

    private IEnumerable<DayOfMarks> DaysOf(CameraId camera, DateTimeOffset from, DateTimeOffset to)
    {
        ForgetWhatOtherVolumesSaid();
        var last = DateOnly.FromDateTime(to.UtcDateTime);
        for (var day = DateOnly.FromDateTime((from - Mark.Longest).UtcDateTime); day <= last; day = day.AddDays(1))
        {
            var known = DayOf(camera, day);
            if (!known.IsRead)
            {
                Read(known);
            }

            yield return known;
        }
    }

    /// <summary>A volume that came has marks of its own.</summary>
    private void ForgetWhatOtherVolumesSaid()
    {
        var present = volumes.All;
        if (ReferenceEquals(present, _readFrom))
        {
            return;
        }

        _readFrom = present;
        foreach (var day in _lastUsed)
        {
            day.IsRead = false;
        }
    }

    private void Remember(Mark mark)
    {
        var day = DayOf(mark.CameraId, DateOnly.FromDateTime(mark.From.UtcDateTime));
        _held += day.Marks.TryAdd(mark.Id, mark) ? 1 : 0;
        day.Marks[mark.Id] = mark;
    }

    private DayOfMarks DayOf(CameraId camera, DateOnly day)
    {
        if (_days.TryGetValue((camera, day), out var node))
        {
            _lastUsed.Remove(node);
            _lastUsed.AddFirst(node);
            return node.Value;
        }

        var fresh = new DayOfMarks(camera, day);
        _days.Add((camera, day), _lastUsed.AddFirst(fresh));
        _held++;
        return fresh;
    }

    private void Read(DayOfMarks day)
    {
        var midnight = new DateTimeOffset(day.Day, TimeOnly.MinValue, TimeSpan.Zero);
        var written = volumes.All
            .SelectMany(volume => MarkJournal.Read(day.Camera, MarkJournal.FolderOf(volume, day.Camera, midnight)))
            .OrderByDescending(mark => mark.To)
            .ToList();
        foreach (var mark in written)
        {
            // What was said since the start is newer than what was written before it.
            _held += day.Marks.TryAdd(mark.Id, mark) ? 1 : 0;
        }

        day.IsRead = true;
    }

    private void Forget()
    {
        while (_held > mostMarks && _lastUsed.Count > 1)
        {
            var oldest = _lastUsed.Last!.Value;
            _lastUsed.RemoveLast();
            _ = _days.Remove((oldest.Camera, oldest.Day));
            _held -= oldest.Marks.Count + 1;
        }

        // Forgotten or not, what no volume has yet is not lost.
        foreach (var mark in _unwritten)
        {
            Remember(mark);
        }
    }

    /// <summary>A day without marks costs as much as one mark.</summary>
    private sealed class DayOfMarks(CameraId camera, DateOnly day)
    {
        public CameraId Camera => camera;

        public DateOnly Day => day;

        public Dictionary<Guid, Mark> Marks { get; } = [];

        /// <summary>Whether the journals were read; until then, only what was said since the start is here.</summary>
        public bool IsRead { get; set; }
    }
}
