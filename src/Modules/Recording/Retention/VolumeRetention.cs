using System.Diagnostics;
using System.IO.Enumeration;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Retention;

/// <summary>Keeps one volume within its budget and its reserve, and deletes what is too old: the old goes before the new would not fit.</summary>
/// <remarks>
/// Belongs here: what goes, in which order, and how much. Does not: how a segment is deleted, what fits, what happens when
/// nothing may go. The order: what is past its maximum; then class by class, the lowest first, what is in the archive before
/// what is not, the oldest first; then what waits for its copy. Never what is held, never what is below its minimum; but a
/// camera that had to stop gives its minimum to those that go on.
/// </remarks>
internal sealed class VolumeRetention(VolumeSpace space, RetentionContext context)
{
    private const int Batch = 32;
    private const int MostInARound = 4096;

    private static readonly EnumerationOptions EveryFile = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private readonly Dictionary<CameraId, CameraShelf> _shelves = [];
    private readonly CopiedFootage _copied = new(space.Volume, context);
    private readonly Shortage _shortage = new(
        space.Volume, context.Stops, context.Worth, context.Roster, context.Live, context.Alarms, context.Logger);

    private long _taken;
    private long _pace;
    private int _left;
    private int _holdsSeen = -1;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _expiredAt = DateTimeOffset.MinValue;

    /// <summary>Deletes what is too old, and until the next seconds' footage fits.</summary>
    /// <param name="cancellation">Stops before a file goes.</param>
    /// <param name="isCounted">Whether it is known what lies there. Until then only a disk that runs full lets footage go.</param>
    public async Task RunAsync(CancellationToken cancellation, bool isCounted = true)
    {
        var now = context.Time.GetUtcNow();
        space.Refresh();
        NotePace();
        Look(now);
        _left = MostInARound;
        if (isCounted && now - _expiredAt >= BetweenExpiries)
        {
            await DeleteExpiredAsync(now, cancellation);
            _expiredAt = _left > 0 ? now : _expiredAt;
        }

        var lacks = await MakeRoomAsync(now, cancellation);
        _shortage.Judge(lacks && _left > 0 && IsAnythingKept(), _shortage.Stopped.Count > 0 && HasPlenty(now), now);
    }

    /// <summary>Counts what lies there, which takes a while: every file is asked for its size. Rounds go on meanwhile.</summary>
    /// <remarks>
    /// What is recorded or goes meanwhile may be seen or not. It is taken for not seen, and for seen: at most less is believed to be
    /// there than is, so that nothing goes too early.
    /// </remarks>
    public void Count(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var (used, taken) = (space.Used, space.Taken);
        long found = 0;
        foreach (var length in new FileSystemEnumerable<long>(space.Volume.SegmentsRoot, (ref FileSystemEntry entry) => entry.Length, EveryFile)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(SegmentName.Extension, StringComparison.Ordinal),
        })
        {
            cancellation.ThrowIfCancellationRequested();
            found += length;
        }

        space.Correct(found - used - (space.Taken - taken));
        RecordingLog.VolumeCounted(context.Logger, space.Volume.Root, found, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>The volume is not looked after any more.</summary>
    public void End() => _shortage.End();

    /// <summary>
    /// Room for what arrives until the next rounds: what four rounds bring at the pace of late, at least a thirtieth of the
    /// budget (at most 256 MiB), never more than half of it.
    /// </summary>
    private long Headroom =>
        Math.Min(Math.Max(4 * _pace, Math.Min(space.Budget / 30, 256L << 20)), space.Budget / 2);

    private void NotePace()
    {
        var taken = space.Taken;
        _pace = Math.Max(taken - _taken, _pace - (_pace / 10));
        _taken = taken;
    }

    private void Look(DateTimeOffset now)
    {
        foreach (var folder in CameraFolder.AllOf(space.Volume).Where(folder => !_shelves.ContainsKey(folder.CameraId)))
        {
            _shelves.Add(folder.CameraId, new CameraShelf(
                context.Disk, context.Volumes, space.Volume, folder.CameraId, context.Worth, context.Holds, context.Live));
        }

        // What was passed over may go when a hold ended; once in an hour everything is looked at again.
        var startOver = context.Holds.Version != _holdsSeen || now - _lookedAt >= LookAgain || now < _lookedAt;
        foreach (var shelf in _shelves.Values)
        {
            shelf.BeginRound();
            if (startOver)
            {
                shelf.StartOver();
            }
        }

        if (startOver)
        {
            _copied.StartOver();
            (_holdsSeen, _lookedAt) = (context.Holds.Version, now);
        }
    }

    private async Task DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var footage in FootageWorth.Classes)
        {
            while (TakeOldest(
                footage, long.MaxValue, _shelves.Values, shelf => context.Worth.KeepingOf(shelf.CameraId, footage).MustGoBefore(now)) is { Count: > 0 } batch)
            {
                _ = await DeleteAsync(batch, DeletionCause.Expired, cancellation);
            }
        }
    }

    /// <returns>Whether too little room is left.</returns>
    private async Task<bool> MakeRoomAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var footage in FootageWorth.Classes)
        {
            await FreeAsync(excess => _copied.TakeAsync(footage, excess, IsNewest, cancellation), DeletionCause.Evicted, cancellation);
            await FreeAsync(excess => Oldest(footage, excess, waits: false), DeletionCause.Room, cancellation);
        }

        foreach (var footage in FootageWorth.Classes)
        {
            await FreeAsync(excess => Oldest(footage, excess, waits: true), DeletionCause.Room, cancellation);
        }

        if (Lacks && _shortage.Stopped.Count > 0 && _shortage.OthersRecord)
        {
            await GiveUpAsync(now, cancellation);
        }

        return Lacks;

        Task<IReadOnlyList<DoomedSegment>> Oldest(FootageClass footage, long excess, bool waits) => Task.FromResult<IReadOnlyList<DoomedSegment>>(TakeOldest(
            footage,
            excess,
            _shelves.Values.Where(shelf => context.Worth.Waits(shelf.CameraId, footage) == waits),
            shelf => context.Worth.KeepingOf(shelf.CameraId, footage).MayGoBefore(now)));
    }

    private bool Lacks => space.Excess(Headroom) > 0;

    /// <summary>What must be kept of the cameras that stopped goes, so that those that go on need not stop too.</summary>
    private async Task GiveUpAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var camera in _shortage.Stopped.Where(_shelves.ContainsKey))
        {
            foreach (var footage in FootageWorth.Classes)
            {
                await FreeAsync(
                    excess => Task.FromResult<IReadOnlyList<DoomedSegment>>(TakeOldest(footage, excess, [_shelves[camera]], _ => now)),
                    DeletionCause.GivenUp,
                    cancellation);
            }
        }
    }

    /// <summary>Deletes what <paramref name="next"/> hands out until there is room or nothing more comes.</summary>
    private async Task FreeAsync(
        Func<long, Task<IReadOnlyList<DoomedSegment>>> next, DeletionCause cause, CancellationToken cancellation)
    {
        while (space.Excess(Headroom) is > 0 and var excess && _left > 0
            && await next(excess) is { Count: > 0 } batch
            && await DeleteAsync(batch, cause, cancellation) > 0)
        {
        }
    }

    private async Task<int> DeleteAsync(IReadOnlyList<DoomedSegment> batch, DeletionCause cause, CancellationToken cancellation)
    {
        _left -= batch.Count;
        var result = await context.Deletion.DeleteAsync(space, batch, keepArchived: cause != DeletionCause.Expired, cancellation);
        if (result.Gone.Count > 0)
        {
            context.Log.Note(cause, result.Gone);
            context.Meters.Deleted(cause.ToString(), result.Gone.Count);
            RecordingLog.FootageDeleted(context.Logger, result.Gone.Count, result.Bytes, result.Gone[^1].Start);
        }

        return result.Gone.Count;
    }

    /// <summary>The oldest segments of the class on those shelves, until they come to <paramref name="excess"/> bytes.</summary>
    private List<DoomedSegment> TakeOldest(
        FootageClass footage, long excess, IEnumerable<CameraShelf> shelves, Func<CameraShelf, DateTimeOffset?> before)
    {
        List<(CameraShelf Shelf, DateTimeOffset Before)> asked =
            [.. from shelf in shelves let limit = before(shelf) where limit is not null select (shelf, limit.Value)];
        var batch = new List<DoomedSegment>();
        while (excess > 0 && batch.Count < Math.Min(Batch, _left))
        {
            var (oldest, from) = (default(DoomedSegment), (CameraShelf?)null);
            foreach (var (shelf, limit) in asked)
            {
                if (Peek(shelf, footage, limit) is { } head && (from is null || head.Name.Start < oldest.Name.Start))
                {
                    (oldest, from) = (head, shelf);
                }
            }

            if (from is null)
            {
                break;
            }

            if (from.TryTake(footage))
            {
                batch.Add(oldest);
                excess -= LengthOf(oldest);
            }
        }

        return batch;
    }

    /// <summary>Footage whose marks cannot be read is not judged, and stays.</summary>
    private DoomedSegment? Peek(CameraShelf shelf, FootageClass footage, DateTimeOffset before)
    {
        try
        {
            return shelf.Peek(footage, before);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            RecordingLog.MarksUnreadable(context.Logger, shelf.CameraId, unreadable.Message);
            return null;
        }
    }

    private bool IsNewest(Segment segment) =>
        _shelves.TryGetValue(segment.CameraId, out var shelf) && shelf.IsNewest(segment.Sequence);

    /// <summary>Whether anything is kept that would otherwise go; when not, the volume is simply too small.</summary>
    private bool IsAnythingKept() =>
        context.Holds.All.Length > 0
        || _shelves.Values.Any(shelf => FootageWorth.Classes.Any(footage => Peek(shelf, footage, DateTimeOffset.MaxValue) is not null));

    /// <summary>Whether twice the headroom is free, or may be freed without breaking a promise.</summary>
    private bool HasPlenty(DateTimeOffset now)
    {
        var excess = space.Excess(2 * Headroom);
        foreach (var shelf in _shelves.Values)
        {
            foreach (var footage in FootageWorth.Classes)
            {
                var before = context.Worth.KeepingOf(shelf.CameraId, footage).MayGoBefore(now);
                foreach (var segment in Peek(shelf, footage, before) is null ? [] : shelf.Ready(footage, before))
                {
                    if (excess <= 0)
                    {
                        return true;
                    }

                    excess -= LengthOf(segment);
                }
            }
        }

        return excess <= 0;
    }

    private long LengthOf(DoomedSegment segment)
    {
        var file = new FileInfo(Path.Combine(space.Volume.Root, segment.Name.Path));
        return file.Exists ? file.Length : 0;
    }
}
