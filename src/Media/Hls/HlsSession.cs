using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Http;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Media.Hls;

/// <summary>A stream that is offered as HLS. Its segments come in lumps; they are published at the pace at which they were filmed.</summary>
internal sealed class HlsSession : ICameraSession
{
    private static readonly TimeSpan MostBehind = TimeSpan.FromSeconds(2);

    private readonly HttpFetcher _fetcher;
    private readonly HlsFollower _follower;
    private readonly SegmentOpener _opener;
    private readonly TimeProvider _time;
    private List<TimelineUnit>? _first;
    private TimelinePublisher? _publisher;
    private (object? Parameters, TrackFormat? Audio) _published;
    private DateTimeOffset _start;
    private long? _startTime;
    private long _lastTime;

    private HlsSession(HttpFetcher fetcher, Uri url, SourceTimeouts timeouts, TimeProvider time)
    {
        (_fetcher, _time) = (fetcher, time);
        _follower = new HlsFollower(fetcher, url, timeouts, time, Counters);
        _opener = new SegmentOpener(Counters);
    }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public string Transport => "HLS";

    /// <inheritdoc/>
    public string? Description => _follower.Text;

    /// <inheritdoc/>
    public string? IgnoredAudio => _opener.IgnoredAudio;

    /// <summary>The pictures' format; null when the first segment does not tell.</summary>
    public TrackFormat? Video => _opener.Parameters?.Format;

    /// <summary>The sound's format, or null.</summary>
    public TrackFormat? Audio => _opener.Audio;

    /// <summary>Finds the stream and fetches its first segment. The session owns <paramref name="fetcher"/> from then on.</summary>
    /// <exception cref="SourceException">There is no stream that can be recorded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<HlsSession> OpenAsync(
        HttpFetcher fetcher, Uri url, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        var session = new HlsSession(fetcher, url, timeouts, time);
        try
        {
            var first = await session._follower.NextAsync(cancellation)
                ?? throw new SourceException(FeedBreakCause.Closed, "The playlist has ended and is empty.");
            session._first = session._opener.Open(first);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task PumpAsync(StreamHub hub, CancellationToken cancellation)
    {
        var units = _first ?? [];
        _first = null;
        try
        {
            while (true)
            {
                // The next segment is fetched while this one is published, and opened afterwards: it may change the parameters.
                var coming = _follower.NextAsync(cancellation);
                await PublishAsync(units, coming, hub, cancellation);
                if (await coming is not { } segment)
                {
                    break;
                }

                _startTime = segment.IsDiscontinuity ? null : _startTime;
                units = _opener.Open(segment);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }

        throw new SourceException(FeedBreakCause.Closed, "The stream has come to its end.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GiveBack(_first ?? [], from: 0);
        _opener.Dispose();
        _fetcher.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task PublishAsync(List<TimelineUnit> units, Task coming, StreamHub hub, CancellationToken cancellation)
    {
        var published = 0;
        try
        {
            foreach (var unit in units)
            {
                var due = await WaitAsync(unit.Time, cancellation);
                published++;
                Publisher().Publish(unit, due, hub);
            }
        }
        catch
        {
            // The fetch under way ends with the same cancellation; nobody waits for what it brings.
            await coming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        finally
        {
            GiveBack(units, published);
        }
    }

    private TimelinePublisher Publisher()
    {
        var formats = (_opener.Parameters, _opener.Audio);
        if (_publisher is null || !ReferenceEquals(_published.Parameters, formats.Parameters) || !Equals(_published.Audio, formats.Audio))
        {
            _publisher = new TimelinePublisher(formats.Parameters!, formats.Audio, Counters);
            _published = formats;
        }

        return _publisher;
    }

    /// <summary>Waits until the unit is due; gives the instant at which it was.</summary>
    private async Task<DateTimeOffset> WaitAsync(long time, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var isJump = MediaTime.ToTimeSpan(time - _lastTime, TimelinePublisher.ClockRate).Duration() > TimeSpan.FromSeconds(10);
        if (_startTime is null || isJump)
        {
            (_start, _startTime) = (now, time);
        }

        _lastTime = time;
        var due = _start + MediaTime.ToTimeSpan(time - _startTime.Value, TimelinePublisher.ClockRate);
        if (now - due > MostBehind)
        {
            // The server was slow: what follows is as late as this.
            _start += now - due;
            due = now;
        }

        if (due > now)
        {
            await Task.Delay(due - now, _time, cancellation);
        }

        return due;
    }

    private static void GiveBack(List<TimelineUnit> units, int from)
    {
        foreach (var unit in units[from..])
        {
            UnitMemory.Return(unit.Rented);
        }
    }
}
