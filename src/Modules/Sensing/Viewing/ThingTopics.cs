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

    private readonly ConcurrentDictionary<DeviceId, ImmutableArray<Seat>> _viewers = [];

    public bool IsWatched(DeviceId device) => _viewers.ContainsKey(device);

    public void Tell<T>(DeviceId device, T message)
    {
        if (_viewers.TryGetValue(device, out var viewers))
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(message, WireFormat.Json);
            foreach (var viewer in viewers)
            {
                viewer.Tell(bytes);
            }
        }
    }

    /// <summary>Looks on until disposed; null when there are too many already.</summary>
    public Seat? Join(DeviceId device)
    {
        var seat = new Seat(this, device);
        var viewers = _viewers.AddOrUpdate(device, [seat], (_, others) => others.Length >= MostViewers ? others : others.Add(seat));
        return viewers.Contains(seat) ? seat : null;
    }

    /// <summary>The thing is gone: whoever looks on has nothing more to see.</summary>
    public void Close(DeviceId device)
    {
        if (_viewers.TryRemove(device, out var viewers))
        {
            foreach (var viewer in viewers)
            {
                viewer.Close();
            }
        }
    }

    /// <summary>The thing is somewhere else now: whoever looks on may have to stop.</summary>
    public void Moved(DeviceId device)
    {
        if (_viewers.TryGetValue(device, out var viewers))
        {
            foreach (var viewer in viewers)
            {
                viewer.Moved?.Invoke();
            }
        }
    }

    private void Leave(DeviceId device, Seat seat)
    {
        while (_viewers.TryGetValue(device, out var viewers))
        {
            var rest = viewers.Remove(seat);
            if (rest.IsEmpty ? _viewers.TryRemove(KeyValuePair.Create(device, viewers)) : _viewers.TryUpdate(device, rest, viewers))
            {
                return;
            }
        }
    }

    internal sealed class Seat(ThingTopics topics, DeviceId device) : IDisposable
    {
        private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public ChannelReader<byte[]> Messages => _queue.Reader;

        /// <summary>Called when the thing was moved to another place.</summary>
        public Action? Moved { get; set; }

        public void Tell(byte[] message) => _queue.Writer.TryWrite(message);

        public void Close() => _queue.Writer.TryComplete();

        public void Dispose() => topics.Leave(device, this);
    }
}
