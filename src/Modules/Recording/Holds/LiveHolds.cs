using System.Collections.Immutable;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Holds;

/// <summary>The active holds, known without a database. Whoever deletes footage asks here, while it has the floor.</summary>
/// <remarks>
/// A hold is in force at once; placing it then waits for the deletions that were under way in its range
/// (<see cref="WaitForDeletionsAsync"/>). So nothing goes after it was placed, and no volume waits for another.
/// </remarks>
internal sealed class LiveHolds : IDisposable
{
    private readonly LocalSnapshot<List<Hold>> _snapshot;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _floor = new(1, 1);
    private readonly Lock _gate = new();
    private readonly List<Deletion> _deletions = [];
    private Known _known;

    public LiveHolds(LocalSnapshot<List<Hold>> snapshot, TimeProvider time)
    {
        (_snapshot, _time) = (snapshot, time);
        // A damaged file stops the start: to go on without holds would be to delete evidence.
        _known = new Known([.. snapshot.Load() ?? []], 0);
    }

    /// <summary>The holds that were not ended; one whose time is over is among them until its end is written down.</summary>
    public ImmutableArray<Hold> All => Volatile.Read(ref _known).All;

    /// <summary>Grows with every change, so that whoever passed held footage over knows when to look again.</summary>
    public int Version => Volatile.Read(ref _known).Version;

    /// <summary>Whether footage of [from, to) must not be deleted.</summary>
    public bool IsHeld(CameraId camera, DateTimeOffset from, DateTimeOffset to)
    {
        var known = Volatile.Read(ref _known);
        if (known.All.IsEmpty || !known.ByCamera.TryGetValue(camera, out var holds))
        {
            return false;
        }

        var now = _time.GetUtcNow();
        foreach (var hold in holds)
        {
            if (hold.Covers(from, to) && hold.IsInForce(now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whoever deletes starts here and disposes of it when it is done: what is held is left out.</summary>
    public Deletion Begin(IEnumerable<DoomedSegment> wanted)
    {
        lock (_gate)
        {
            var deletion = new Deletion(this, [.. wanted.Where(segment => !IsHeld(segment.Name.CameraId, segment.Name.Start, segment.Until))]);
            _deletions.Add(deletion);
            return deletion;
        }
    }

    /// <summary>Waits until what was being deleted of the hold's range, when it came into force, is gone.</summary>
    public Task WaitForDeletionsAsync(Hold hold, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.WhenAll(_deletions.Where(deletion => deletion.Touches(hold)).Select(deletion => deletion.Ended)).WaitAsync(cancellation);
        }
    }

    /// <summary>Waits until nobody else changes holds; the caller may, until it disposes of what it got.</summary>
    public async Task<IDisposable> TakeFloorAsync(CancellationToken cancellation)
    {
        await _floor.WaitAsync(cancellation);
        return new Floor(_floor);
    }

    /// <summary>Counts at once. Only with the floor.</summary>
    public void Put(Hold hold) => Replace([.. All.Where(known => known.Id != hold.Id), hold]);

    /// <summary>Only with the floor.</summary>
    public void Remove(Guid id) => Replace([.. All.Where(known => known.Id != id)]);

    /// <summary>Only with the floor.</summary>
    public void Replace(ImmutableArray<Hold> holds)
    {
        lock (_gate)
        {
            Volatile.Write(ref _known, new Known(holds, Version + 1));
        }
    }

    /// <summary>When this returns, what is known survives a power cut.</summary>
    public Task SaveAsync(CancellationToken cancellation) => _snapshot.SaveAsync([.. All], cancellation);

    public void Dispose() => _floor.Dispose();

    /// <summary>A deletion under way.</summary>
    internal sealed class Deletion(LiveHolds holds, IReadOnlyList<DoomedSegment> segments) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What may be deleted.</summary>
        public IReadOnlyList<DoomedSegment> Segments => segments;

        public Task Ended => _ended.Task;

        public bool Touches(Hold hold) =>
            segments.Any(segment => hold.Covers(segment.Name.Start, segment.Until) && hold.CameraIds.Contains(segment.Name.CameraId));

        public void Dispose()
        {
            lock (holds._gate)
            {
                _ = holds._deletions.Remove(this);
            }

            _ended.SetResult();
        }
    }

    private sealed record Known(ImmutableArray<Hold> All, int Version)
    {
        public ImmutableDictionary<CameraId, ImmutableArray<Hold>> ByCamera { get; } = All
            .SelectMany(hold => hold.CameraIds.Distinct().Select(camera => (camera, hold)))
            .GroupBy(pair => pair.camera)
            .ToImmutableDictionary(group => group.Key, group => group.Select(pair => pair.hold).ToImmutableArray());
    }

    private sealed class Floor(SemaphoreSlim floor) : IDisposable
    {
        public void Dispose() => floor.Release();
    }
}
