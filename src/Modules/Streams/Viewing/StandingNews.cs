using System.Collections.Concurrent;
using Vedette.Foundation;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing;

/// <summary>Which cameras changed since one subscriber looked last. Bounded by the number of cameras: the latest state wins.</summary>
internal sealed class StandingNews : IDisposable
{
    private readonly ConcurrentDictionary<CameraId, bool> _changed = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private readonly IDisposable _listening;

    public StandingNews(FeedChanges changes) => _listening = changes.Listen(Note);

    public async ValueTask<IReadOnlyCollection<CameraId>> TakeAsync(CancellationToken cancellation)
    {
        await _filled.WaitAsync(cancellation);
        return [.. _changed.Keys.Where(camera => _changed.TryRemove(camera, out _))];
    }

    public void NoteAll(IEnumerable<CameraId> cameras)
    {
        foreach (var camera in cameras)
        {
            Note(camera);
        }
    }

    public void Dispose() => _listening.Dispose();

    private void Note(CameraId camera)
    {
        _changed[camera] = true;
        lock (_filled)
        {
            if (_filled.CurrentCount == 0)
            {
                _ = _filled.Release();
            }
        }
    }
}
