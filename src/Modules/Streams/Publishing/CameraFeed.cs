using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Streams.Publishing;

/// <summary>One camera's stream inside Vedette: the hub everybody reads, how it stands, and its figures.</summary>
/// <remarks>
/// Lives from the moment the camera is switched on until it is switched off; sessions come and go meanwhile.
/// Belongs here: what is known about the stream. Does not: talking to the camera.
/// </remarks>
internal sealed class CameraFeed(CameraId camera, HubLimits limits, TimeProvider time, FeedChanges changes)
{
    private readonly Lock _gate = new();
    private readonly FeedFigures _figures = new();
    private SourceCounters? _counters;
    private FeedTotals _before;

    public CameraId Camera => camera;

    public StreamHub Hub { get; } = new(limits);

    public FeedStanding Standing { get; private set; } = new(FeedState.Connecting, time.GetUtcNow());

    /// <summary>How often it came back.</summary>
    public int Reconnects { get; private set; }

    public FeedTotals Totals
    {
        get
        {
            lock (_gate)
            {
                return _counters is null ? _before : _before.Plus(_counters);
            }
        }
    }

    public (double? FrameRate, long? BitRate, double? GopSeconds) Figures
    {
        get
        {
            lock (_gate)
            {
                return (_figures.FrameRate, _figures.BitRate, _figures.GopSeconds);
            }
        }
    }

    /// <summary>A session plays; its counters are those of the feed from now on.</summary>
    public void Follow(SourceCounters counters)
    {
        lock (_gate)
        {
            _before = _counters is null ? _before : _before.Plus(_counters);
            _counters = counters;
            _figures.Clear();
        }
    }

    /// <summary>The first picture of a session is here.</summary>
    public void TurnOnline()
    {
        lock (_gate)
        {
            Reconnects += Standing.State == FeedState.Silent ? 1 : 0;
            Standing = new FeedStanding(FeedState.Online, time.GetUtcNow());
        }

        changes.Tell(camera);
    }

    /// <summary>The source was lost, or could not be reached again. Readers learn of it in its place in the order.</summary>
    public void TurnSilent(FeedBreakCause cause, string detail)
    {
        var now = time.GetUtcNow();
        var lost = new FeedBreak(cause, detail, now);
        Hub.Publish(lost);
        lock (_gate)
        {
            var since = Standing.State == FeedState.Silent ? Standing.Since : now;
            Standing = new FeedStanding(FeedState.Silent, since, lost);
            _figures.Clear();
        }

        changes.Tell(camera);
    }

    /// <summary>Called once a second.</summary>
    public void Measure()
    {
        lock (_gate)
        {
            if (_counters is not null && Standing.State == FeedState.Online)
            {
                _figures.Take(_counters, time.GetUtcNow());
            }
        }
    }
}
