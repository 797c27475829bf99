using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Vedette.Streams.Domain;

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
    private const long FewPackets = 1000;

    // With one look a second a picture counts as stale after 1.5 to 2.5 s.
    private static readonly TimeSpan StallPatience = TimeSpan.FromSeconds(1.5);

    private readonly Lock _gate = new();
    private readonly FeedFigures _figures = new();
    private ICameraSession? _session;
    private SourceCounters? _counters;
    private StreamFormat? _looked;
    private bool _isReordered;
    private long _unitsSeen;
    private DateTimeOffset _unitsSeenAt;
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
    public SessionFacts? Session { get; private set; }

    public FeedTroubles Troubles { get; } = new();

    /// <summary>
    /// Whether no picture has come for longer than there should be between two: the session may still stand, the picture is
    /// stale all the same.
    /// </summary>
    public bool IsStalled { get; private set; }

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

    /// <summary>The camera's time of day minus ours, by its newest report; null until one came.</summary>
    public TimeSpan? SenderOffset
    {
        get
        {
            lock (_gate)
            {
                return _counters?.SenderOffset;
            }
        }
    }

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

    /// <summary>All that is known of the stream, for advice.</summary>
    public StreamFacts Facts
    {
        get
        {
            var now = time.GetUtcNow();
            lock (_gate)
            {
                var groups = _figures.GroupRange;
                return new StreamFacts
                {
                    IsOnline = Standing.State == FeedState.Online,
                    Cause = Standing.Break?.Cause,
                    Codec = Hub.Format?.Video.Codec,
                    Width = Hub.Format?.Video.Width ?? 0,
                    Height = Hub.Format?.Video.Height ?? 0,
                    ShortestGroup = groups?.Shortest,
                    LongestGroup = groups?.Longest,
                    WithoutGroup = _figures.WithoutGroup,
                    IsInterlaced = _counters?.IsInterlaced == true,
                    IsReordered = _isReordered,
                    Audio = Hub.Format?.Audio?.Codec,
                    IgnoredAudio = Session?.IgnoredAudio,
                    Loss = LossOf(_counters),
                    JitterMilliseconds = _counters?.Video.Jitter * 1000,
                    IsOverUdp = Session?.IsOverUdp == true,
                    DriftPpm = _counters?.DriftPpm,
                    SenderOffsetSeconds = _counters?.SenderOffset?.TotalSeconds,
                    ClockJumps = _counters?.ClockJumps ?? 0,
                    RecentTroubles = Troubles.Of(now).Count(trouble => now - trouble.At < TimeSpan.FromHours(1)),
                    HasOpenPassword = Session?.HasOpenPassword == true,
                };
            }
        }
    }

    /// <summary>A session plays; its counters are those of the feed from now on.</summary>
    public void Follow(ICameraSession session, bool isEncrypted)
    {
        lock (_gate)
        {
            _before = _counters is null ? _before : _before.Plus(_counters);
            (_session, _counters) = (session, session.Counters);
            Session = SessionFacts.Of(session, Transcript, isEncrypted);
            _figures.Clear();
        }
    }

    /// <summary>The session is over; what it said of itself is still known.</summary>
    public void Unfollow()
    {
        lock (_gate)
        {
            _session = null;
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
            IsStalled = false;
        }

        Troubles.Settle();
        changes.Tell(camera);
    }

    /// <summary>The source was lost, or could not be reached again. Readers learn of it in its place in the order.</summary>
    public void TurnSilent(FeedBreakCause cause, string detail)
    {
        var now = time.GetUtcNow();
        var lost = new FeedBreak(cause, detail, now);
        Hub.Publish(lost);
        Troubles.Add(new FeedTrouble(now, cause, detail));
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
        bool wasStalled;
        lock (_gate)
        {
            wasStalled = IsStalled;
            if (_counters is null || Standing.State != FeedState.Online)
            {
                return;
            }

            _figures.Take(_counters, time.GetUtcNow());
            NoticeStall(_counters.Units);
            if (_session is { } session && Session is { } facts && facts.Transport != session.Transport)
            {
                Session = facts with { Transport = session.Transport };
            }
        }

        if (wasStalled != IsStalled)
        {
            changes.Tell(camera);
        }

        LookAtOrder();
    }

    private void NoticeStall(long units)
    {
        var now = time.GetUtcNow();
        if (units != _unitsSeen || _unitsSeenAt < Standing.Since)
        {
            (_unitsSeen, _unitsSeenAt) = (units, now);
        }

        var interval = _figures.FrameRate is > 0 and { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
        var patience = StallPatience > interval * 2.5 ? StallPatience : interval * 2.5;
        IsStalled = now - _unitsSeenAt >= patience;
    }

    /// <summary>Once for each format: are pictures shown in the order they are sent in?</summary>
    private void LookAtOrder()
    {
        if (ReferenceEquals(Hub.Format, _looked))
        {
            return;
        }

        (_looked, _isReordered) = (Hub.Format, false);
        using var cursor = Hub.OpenCursor();
        for (var reading = cursor.Read(); reading.Kind != ReadingKind.None && reading.Kind != ReadingKind.End; reading = cursor.Read())
        {
            _isReordered |= reading.Unit is { IsVideo: true, Header.CompositionTicks: > 0 };
            reading.Unit?.Release();
        }
    }

    /// <summary>Part of the session's packets that never arrived; null while too few came to tell.</summary>
    private static double? LossOf(SourceCounters? counters) =>
        counters is null || counters.Packets + counters.Lost < FewPackets ? null : (double)counters.Lost / (counters.Packets + counters.Lost);

    private void Turn(FeedState state)
    {
        lock (_gate)
        {
            Standing = new FeedStanding(state, time.GetUtcNow());
        }

        changes.Tell(camera);
    }
}
