using System.Collections.Concurrent;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;

namespace Vedette.Streams.Publishing;

/// <summary>Where feeds are found: the answer to the one question other modules ask.</summary>
internal sealed class FeedDirectory(StreamsOptions options, TimeProvider time, FeedChanges changes) : IStreamDirectory
{
    private readonly ConcurrentDictionary<CameraId, CameraFeed> _feeds = new();
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<CameraFeed> Feeds => _feeds.Values;

    public CameraFeed? Find(CameraId camera) => _feeds.GetValueOrDefault(camera);

    /// <summary>Opens a feed for a camera that was switched on.</summary>
    public CameraFeed Add(CameraId camera)
    {
        var feed = new CameraFeed(camera, HubLimits.Default with { Keep = TimeSpan.FromSeconds(options.KeepSeconds) }, time, changes);
        _feeds[camera] = feed;
        Interlocked.Exchange(ref _added, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        changes.Tell(camera);
        return feed;
    }

    /// <summary>Ends the feed of a camera that was switched off; readers get what is held, then the end.</summary>
    public void Remove(CameraFeed feed)
    {
        feed.Hub.End();
        _ = _feeds.TryRemove(KeyValuePair.Create(feed.Camera, feed));
        changes.Tell(feed.Camera);
    }

    public async ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before looking, so that a feed added in between is not missed.
            var added = Volatile.Read(ref _added).Task;
            if (Find(camera) is { } feed)
            {
                return feed.Hub.OpenCursor();
            }

            await added.WaitAsync(cancellation);
        }
    }
}
