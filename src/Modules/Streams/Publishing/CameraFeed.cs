using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Streams.Publishing;

/// <summary>One of a camera's streams inside Vedette: the hub everybody reads, how it stands, and its figures.</summary>
/// <remarks>
/// Lives from the moment the camera is switched on until it is switched off; sessions come and go meanwhile.
/// Belongs here: what is known about the stream. Does not: talking to the camera.
/// </remarks>
internal sealed class CameraFeed(
    CameraId camera,
    HubLimits limits,
    TimeProvider time,
    FeedChanges changes,
    StreamChoice choice = StreamChoice.Main,
    bool isRecorded = true)
{
    private readonly Lock _gate = new();
    private readonly FeedFigures _figures = new();
    private SourceCounters? _counters;
    private FeedTotals _before;
    private int _failures;
    private bool _wasOnline;

    public CameraId Camera => camera;

    public StreamChoice Choice => choice;

    /// <summary>Whether the recorder reads this stream: it is connected always, another one only while it is wanted.</summary>
    public bool IsRecorded => isRecorded;

    public FeedDemand Demand { get; } = new();

    public StreamHub Hub { get; } = new(limits);

    /// <summary>What was said to and by the camera.</summary>
    public SourceTranscript Transcript { get; } = new(time);

    public FeedStanding Standing { get; private set; } = new(isRecorded ? FeedState.Connecting : FeedState.Idle, time.GetUtcNow());

    /// <summary>The newest session; null before the first.</summary>
    public ICameraSession? Session { get; private set; }

    /// <summary>How often it came back.</summary>
    public int Reconnects { get; private set; }

    /// <summary>
    /// Whether another stream should stand in: it could not be had at all, or it was lost and the attempt that followed at
    /// once failed as well.
    /// </summary>
    public bool IsFailing
    {
        get
        {
            lock (_gate)
            {
                return Standing.State == FeedState.Silent && _failures >= (_wasOnline ? 2 : 1);
            }
        }
    }

    /// <summary>Whether it is known how the feed fares, now that somebody wants it.</summary>
    public bool IsDecided => Standing.State is FeedState.Online or FeedState.Off || IsFailing;

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
    public void Follow(ICameraSession session)
    {
        lock (_gate)
        {
            _before = _counters is null ? _before : _before.Plus(_counters);
            (Session, _counters) = (session, session.Counters);
            _figures.Clear();
        }
    }

    /// <summary>A stream on demand is wanted and being connected to.</summary>
    public void TurnConnecting() => Turn(FeedState.Connecting);

    /// <summary>The first picture of a session is here.</summary>
    public void TurnOnline()
    {
        lock (_gate)
        {
            Reconnects += Standing.State == FeedState.Silent ? 1 : 0;
            (_failures, _wasOnline) = (0, true);
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
            _failures++;
            Standing = new FeedStanding(FeedState.Silent, since, lost);
            _figures.Clear();
        }

        changes.Tell(camera);
    }

    /// <summary>Nobody wants the stream any more: it is not connected to, and what was held of it is given back.</summary>
    public void TurnIdle()
    {
        Hub.Clear();
        lock (_gate)
        {
            (_failures, _wasOnline) = (0, false);
            _figures.Clear();
        }

        Turn(FeedState.Idle);
    }

    /// <summary>The camera was switched off or the stream is gone: readers get what is held, then the end.</summary>
    public void TurnOff()
    {
        Hub.End();
        Turn(FeedState.Off);
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

    private void Turn(FeedState state)
    {
        lock (_gate)
        {
            Standing = new FeedStanding(state, time.GetUtcNow());
        }

        changes.Tell(camera);
    }
}
