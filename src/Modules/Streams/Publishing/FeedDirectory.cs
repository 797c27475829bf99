using System.Collections.Concurrent;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Streams.Domain;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Publishing;

/// <summary>Where feeds are found: the answer to the one question other modules ask.</summary>
internal sealed class FeedDirectory(StreamsOptions options, CameraRoster roster, TimeProvider time, FeedChanges changes) : IStreamDirectory
{
    private readonly ConcurrentDictionary<(CameraId Camera, StreamChoice Choice), CameraFeed> _feeds = new();
    private readonly Bell _added = new();

    public IEnumerable<CameraFeed> Feeds => _feeds.Values;

    /// <summary>Completes with the next feed that is opened. Taken before looking, so that none is missed.</summary>
    public Task Added => _added.Next;

    /// <summary>One of a camera's feeds; null when the camera is off or has no such stream.</summary>
    public CameraFeed? Find(CameraId camera, StreamChoice choice) => _feeds.GetValueOrDefault((camera, choice));

    /// <summary>The feed that is recorded and always connected: how it stands is how the camera stands.</summary>
    public CameraFeed? Find(CameraId camera) => Find(camera, ChoiceFor(camera, StreamRole.Record));

    /// <summary>
    /// Keeps a stream connected while it is used. A camera without a small stream gives its only one. Null when the camera is off.
    /// </summary>
    public FeedUse? Use(CameraId camera, StreamChoice choice) =>
        (Find(camera, choice) ?? Find(camera)) is { } feed ? new FeedUse(feed, instead: null) : null;

    /// <summary>
    /// Keeps the stream that serves a role connected while it is used; while that one fails the recorded one serves. Null when
    /// the camera is off.
    /// </summary>
    public FeedUse? Use(CameraId camera, StreamRole role)
    {
        var recorded = Find(camera);
        return (Find(camera, ChoiceFor(camera, role)) ?? recorded) is { } feed
            ? new FeedUse(feed, feed == recorded || role == StreamRole.Record ? null : recorded)
            : null;
    }

    /// <summary>What could be done about a camera; nothing when it is off.</summary>
    public IReadOnlyList<Advice> AdviceFor(KnownCamera camera) =>
        Find(camera.Id, StreamChoice.Main) is { } main ? Adviser.Advise(main.Facts, Find(camera.Id, StreamChoice.Sub)?.Facts) : [];

    /// <summary>Opens a feed for a stream of a camera that was switched on.</summary>
    public CameraFeed Add(CameraId camera, StreamChoice choice, bool isRecorded)
    {
        var limits = HubLimits.Default with { Keep = TimeSpan.FromSeconds(options.KeepSeconds) };
        var feed = new CameraFeed(camera, limits, time, changes, choice, isRecorded);
        _feeds[(camera, choice)] = feed;
        _added.Ring();
        changes.Tell(camera);
        return feed;
    }

    /// <summary>Ends a feed whose stream is gone or switched off; readers get what is held, then the end.</summary>
    public void Remove(CameraFeed feed)
    {
        _ = _feeds.TryRemove(KeyValuePair.Create((feed.Camera, feed.Choice), feed));
        feed.TurnOff();
    }

    public async ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation)
    {
        while (true)
        {
            var added = Added;
            if (Use(camera, role) is { } use)
            {
                return await OpenAsync(use, isPatient: role == StreamRole.Record, cancellation);
            }

            await added.WaitAsync(cancellation);
        }
    }

    /// <summary>A cursor on the feed that serves, which it keeps connected. Whether a stream on demand fails is waited for.</summary>
    private async Task<StreamCursor> OpenAsync(FeedUse use, bool isPatient, CancellationToken cancellation)
    {
        try
        {
            using var changed = new SemaphoreSlim(0);
            using var listening = changes.Listen(camera => _ = camera == use.Wanted.Camera ? changed.Release() : 0);
            while (!use.Wanted.IsRecorded && !use.Wanted.IsDecided)
            {
                await changed.WaitAsync(cancellation);
            }

            return use.Feed.Hub.OpenCursor(use, isPatient);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    private StreamChoice ChoiceFor(CameraId camera, StreamRole role) => roster.Find(camera)?.ChoiceFor(role) ?? StreamChoice.Main;
}
