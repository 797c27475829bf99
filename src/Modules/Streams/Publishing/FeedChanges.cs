using System.Collections.Immutable;
using Vedette.Foundation;

namespace Vedette.Streams.Publishing;

/// <summary>Who wants to know that a camera's standing changed. Listeners must return at once.</summary>
internal sealed class FeedChanges
{
    private ImmutableArray<Action<CameraId>> _listeners = [];

    public void Tell(CameraId camera)
    {
        foreach (var listener in _listeners)
        {
            listener(camera);
        }
    }

    public IDisposable Listen(Action<CameraId> listener)
    {
        _ = ImmutableInterlocked.Update(ref _listeners, static (listeners, added) => listeners.Add(added), listener);
        return new Listening(this, listener);
    }

    private sealed class Listening(FeedChanges changes, Action<CameraId> listener) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref changes._listeners, static (listeners, removed) => listeners.Remove(removed), listener);
    }
}
