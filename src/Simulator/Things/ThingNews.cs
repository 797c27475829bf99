using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Vedette.Simulator.Things;

/// <summary>Hands what a thing has to say to whoever listens; a slow listener loses the oldest.</summary>
internal sealed class ThingNews
{
    private const int MostWaiting = 256;

    private readonly ConcurrentDictionary<Listener, string> _listeners = [];

    public int Listeners => _listeners.Count;

    /// <summary>Says something about a topic: a property's new value or an event, as JSON.</summary>
    public void Tell(string topic, string json)
    {
        foreach (var (listener, about) in _listeners)
        {
            if (about == topic)
            {
                _ = listener.Queue.Writer.TryWrite(json);
            }
        }
    }

    /// <summary>Listens until disposed.</summary>
    public Listener Listen(string topic)
    {
        var listener = new Listener(this);
        _listeners[listener] = topic;
        return listener;
    }

    internal sealed class Listener(ThingNews news) : IDisposable
    {
        public Channel<string> Queue { get; } = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

        public void Dispose() => news._listeners.TryRemove(this, out _);
    }
}
