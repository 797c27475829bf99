using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using Vedette.Foundation;
using Vedette.Platform.Web;

namespace Vedette.Sensing.Viewing;

/// <summary>Hands what a thing says to whoever looks at it now. A slow viewer loses the oldest; nobody waits for one.</summary>
internal sealed class ThingTopics
{
    public const int MostWaiting = 128;
    public const int MostViewers = 100;

    private readonly ConcurrentDictionary<DeviceId, ImmutableArray<Channel<byte[]>>> _viewers = [];

    public bool IsWatched(DeviceId device) => _viewers.ContainsKey(device);

    public void Tell<T>(DeviceId device, T message)
    {
        if (_viewers.TryGetValue(device, out var viewers))
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(message, WireFormat.Json);
            foreach (var viewer in viewers)
            {
                _ = viewer.Writer.TryWrite(bytes);
            }
        }
    }

    /// <summary>Looks on until disposed; null when there are too many already.</summary>
    public Seat? Join(DeviceId device)
    {
        var queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var viewers = _viewers.AddOrUpdate(device, [queue], (_, others) => others.Length >= MostViewers ? others : others.Add(queue));
        return viewers.Contains(queue) ? new Seat(this, device, queue) : null;
    }

    /// <summary>The thing is gone: whoever looks on has nothing more to see.</summary>
    public void Close(DeviceId device)
    {
        if (_viewers.TryRemove(device, out var viewers))
        {
            foreach (var viewer in viewers)
            {
                _ = viewer.Writer.TryComplete();
            }
        }
    }

    private void Leave(DeviceId device, Channel<byte[]> queue)
    {
        while (_viewers.TryGetValue(device, out var viewers))
        {
            var rest = viewers.Remove(queue);
            if (rest.IsEmpty ? _viewers.TryRemove(KeyValuePair.Create(device, viewers)) : _viewers.TryUpdate(device, rest, viewers))
            {
                return;
            }
        }
    }

    internal sealed class Seat(ThingTopics topics, DeviceId device, Channel<byte[]> queue) : IDisposable
    {
        public ChannelReader<byte[]> Messages => queue.Reader;

        public void Dispose() => topics.Leave(device, queue);
    }
}
