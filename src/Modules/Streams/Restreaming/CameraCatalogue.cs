using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Restreaming;

/// <summary>Finds cameras and their streams by what stands in a URL.</summary>
internal sealed class CameraCatalogue(CameraRoster roster, FeedDirectory feeds, TimeProvider time)
{
    // A stream that nobody used is connected to first; a client waits that long for an answer.
    private static readonly TimeSpan FormatPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FormatPace = TimeSpan.FromMilliseconds(20);

    /// <summary>The camera of that id, or whose name has that slug; of several that may be watched the one that was added first.</summary>
    public KnownCamera? Find(string name, Predicate<CameraId> mayWatch) =>
        CameraId.TryParse(name, null, out var id)
            ? roster.Find(id) is { } camera && mayWatch(id) ? camera : null
            : Present.Where(camera => mayWatch(camera.Id) && StreamPath.SlugOf(camera.Name) is { Length: > 0 } slug && slug.Equals(name, StringComparison.OrdinalIgnoreCase)).MinBy(camera => camera.Id.Value);

    /// <summary>What to write in a URL: the slug where it means this camera alone, else the id.</summary>
    public string NameOf(KnownCamera camera)
    {
        var slug = StreamPath.SlugOf(camera.Name);
        return slug.Length > 0 && Present.Count(other => StreamPath.SlugOf(other.Name) == slug) == 1 ? slug : camera.Id.ToString();
    }

    /// <summary>Null when the camera is switched off.</summary>
    public FeedUse? Use(CameraId camera, StreamChoice choice) => feeds.Use(camera, choice);

    /// <summary>What the stream carries, or carried before it was lost; null when it was never seen.</summary>
    public async Task<StreamFormat?> FormatOfAsync(CameraFeed feed, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        while (feed.Standing.State is FeedState.Idle or FeedState.Connecting && time.GetElapsedTime(start) < FormatPatience)
        {
            await Task.Delay(FormatPace, time, cancellation);
        }

        return feed.Hub.Format;
    }

    private IEnumerable<KnownCamera> Present => roster.Cameras.Values.Where(camera => !camera.Removed);
}
