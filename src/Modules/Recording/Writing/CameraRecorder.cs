using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>Brings one camera's feed to its disk lane. Serviced by the recording loop in rounds, a few times a second.</summary>
/// <remarks>
/// Belongs here: what a reading means for footage. Does not: waiting for anything; when the disk is behind, the feed is
/// left alone and overtakes us, which is a gap with a cause.
/// </remarks>
internal sealed class CameraRecorder : IDisposable
{
    private static readonly TimeSpan DiskRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FeedRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FeedPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeyPatience = TimeSpan.FromSeconds(3);

    private readonly CameraId _camera;
    private readonly IStreamDirectory _directory;
    private readonly DiskLane _lane;
    private readonly SegmentCutter _cutter;
    private readonly EventGate _gate;
    private readonly RecordingRules _rules;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private CancellationTokenSource? _wanted;
    private StreamCursor? _opened;
    private StreamCursor? _cursor;
    private DateTimeOffset _notBefore;
    private DateTimeOffset? _keylessSince;
    private DateTimeOffset? _missedAt;
    private DateTimeOffset? _closedAt;
    private int _failuresSeen;

    public CameraRecorder(CameraId camera, IStreamDirectory directory, DiskLane lane, RecordingRules rules, TimeProvider time, ILogger logger)
    {
        (_camera, _directory, _lane, _rules, _time, _logger) = (camera, directory, lane, rules, time, logger);
        _cutter = new SegmentCutter(lane, rules.Settings);
        _gate = new EventGate(camera, _cutter, lane, rules.Events);
        lane.Post(static disk => disk.Recover());
    }

    /// <summary>Whether it is to be recorded.</summary>
    public bool IsWanted => _wanted is not null;

    /// <summary>Where it is recorded; null when there is nowhere.</summary>
    public AttachedVolume? Home => _lane.Writer.Volume;

    /// <summary>
    /// Goes on elsewhere, at once and without asking the disk thread, which may not come back: with the next key picture, after
    /// a gap for that trouble.
    /// </summary>
    public void Flee(AttachedVolume? to, DiskThread thread, WritingContext context, DiskTrouble trouble)
    {
        var (old, from) = (_lane.Writer, _lane.Thread);
        if (old.Fence() is not { } state)
        {
            return; // it is about to move by itself
        }

        _lane.LeadTo(thread, new FootageWriter(_camera, context, to, state, trouble));
        _lane.Post(static disk => disk.Publish());
        from.Post(old, static disk => disk.Discard());
        _failuresSeen = _lane.Failures;
        _cutter.Abandon();
        _gate.Abandon();
    }

    /// <summary>Goes on elsewhere with the next segment, so that nothing is missing between.</summary>
    public void Move(AttachedVolume to, DiskThread thread, WritingContext context)
    {
        void Hand(FootageWriter old)
        {
            if (old.Fence() is { } state)
            {
                _lane.LeadTo(thread, new FootageWriter(_camera, context, to, state, trouble: null));
                _lane.Post(static disk => disk.Publish());
            }
        }

        if (_cutter.IsOpen)
        {
            _lane.BeforeNextSegment(Hand);
        }
        else
        {
            _lane.PostOnce(Hand);
        }
    }

    /// <summary>Starts to record. Doing so twice is harmless.</summary>
    public void Want(DateTimeOffset now)
    {
        if (_wanted is not null)
        {
            return;
        }

        _wanted = new CancellationTokenSource();
        _lane.Post(disk => disk.Want(now, _rules.Pulse.Last));
        OpenFeed();
    }

    /// <summary>Stops, closes the segment and notes why.</summary>
    public void Stop(GapCause cause, string detail, DateTimeOffset now)
    {
        LetGo();
        End(now);
        _lane.Post(disk => disk.Change(cause, detail, now));
    }

    /// <summary>Stops and owes nothing more: the camera is removed.</summary>
    public void Leave(DateTimeOffset now)
    {
        LetGo();
        End(now);
        _lane.Post(disk => disk.Leave(now));
    }

    /// <summary>Takes what the feed has, as far as the disk keeps up.</summary>
    public void Round(DateTimeOffset now)
    {
        if (_wanted is null)
        {
            return;
        }

        if (Interlocked.Exchange(ref _opened, null) is { } opened)
        {
            _cursor?.Dispose();
            (_cursor, _closedAt) = (opened, null);
        }

        MindFeed(now);
        MindDisk(now);
        if (PreRoll is null && _gate.IsEmpty)
        {
            while (_cursor is { } cursor && !_lane.IsFull && Take(cursor.Read(), now))
            {
            }
        }
        else
        {
            RoundWithEvents(now);
        }

        _cutter.FlushStale(now);
    }

    public void Dispose()
    {
        LetGo();
        _gate.Dispose();
        _cutter.Dispose();
    }

    /// <summary>How much is held back for an event to come; null when everything is recorded.</summary>
    private TimeSpan? PreRoll =>
        _rules.Policies.Of(_camera) is { Mode: RecordingMode.Events } policy ? TimeSpan.FromSeconds(policy.PreRollSeconds) : null;

    /// <summary>The same through the gate, which holds pictures back until it is known whether they are wanted.</summary>
    private void RoundWithEvents(DateTimeOffset now)
    {
        bool mayHaveMore;
        do
        {
            mayHaveMore = false;
            while (_cursor is { } cursor && !_gate.IsFull && Take(cursor.Read(), now))
            {
                mayHaveMore = true;
            }

            _gate.Advance(PreRoll, now >= _notBefore, now);
        }
        while (mayHaveMore && !_lane.IsFull);
    }

    private void End(DateTimeOffset now)
    {
        _gate.End(PreRoll is null, now);
        _cutter.End();
    }

    private void LetGo()
    {
        _wanted?.Cancel();
        _wanted?.Dispose();
        _cursor?.Dispose();
        (_wanted, _cursor, _keylessSince, _missedAt, _closedAt) = (null, null, null, null, null);
        Interlocked.Exchange(ref _opened, null)?.Dispose();
    }

    private void MindFeed(DateTimeOffset now)
    {
        if (now - _closedAt > FeedPatience)
        {
            _closedAt = null;
            Interrupt(GapCause.Starting, "The feed was closed; a new one is awaited.", now);
        }
    }

    private void MindDisk(DateTimeOffset now)
    {
        if (_lane.Failures == _failuresSeen)
        {
            return;
        }

        _failuresSeen = _lane.Failures;
        _notBefore = now + DiskRetry;
        _cutter.Abandon();
        _gate.Abandon();
    }

    /// <summary>False when there is nothing more to take now.</summary>
    private bool Take(Reading reading, DateTimeOffset now)
    {
        NoteMissed(reading.Unit);
        switch (reading.Kind)
        {
            case ReadingKind.Unit:
                Take(reading.Unit!, now);
                return true;
            case ReadingKind.Missed:
                _missedAt = now;
                return true;
            case ReadingKind.Break:
                var feedBreak = reading.Break!;
                Interrupt(feedBreak.Cause.ToGapCause(), feedBreak.Detail, feedBreak.At);
                return true;
            case ReadingKind.End:
                // Usually the camera was switched off and the roster says so in a moment; otherwise a new feed follows.
                if (_gate.IsEmpty)
                {
                    _cutter.End();
                }

                _cursor?.Dispose();
                (_cursor, _closedAt) = (null, now);
                OpenFeed();
                return false;
            case ReadingKind.None:
            default:
                return false;
        }
    }

    /// <summary>What was overtaken ends with the next picture there is, which may well be older than the moment it was noticed.</summary>
    private void NoteMissed(AccessUnit? next)
    {
        if (_missedAt is { } noticed)
        {
            _missedAt = null;
            Interrupt(
                GapCause.DiskSlow,
                "The volume was too slow; the feed went on without the recorder.",
                next is not null && next.WallTime < noticed ? next.WallTime : noticed);
        }
    }

    private void Take(AccessUnit unit, DateTimeOffset now)
    {
        try
        {
            var isGated = PreRoll is not null || !_gate.IsEmpty;
            if (!isGated && !_cutter.IsOpen && now < _notBefore)
            {
                return;
            }

            if (isGated ? _gate.Take(unit, now) : _cutter.Take(unit, now))
            {
                _keylessSince = unit.IsVideo ? null : _keylessSince;
            }
            else
            {
                MissKey(now);
            }
        }
        finally
        {
            unit.Release();
        }
    }

    private void MissKey(DateTimeOffset now)
    {
        _keylessSince ??= now;
        if (now - _keylessSince > KeyPatience)
        {
            _keylessSince = now;
            _lane.Post(disk => disk.Interrupt(GapCause.NoKeyFrame, "Pictures arrive but none that playing can start on.", now));
        }
    }

    private void Interrupt(GapCause cause, string detail, DateTimeOffset at)
    {
        if (PreRoll is not null || !_gate.IsEmpty)
        {
            _gate.Break(cause, detail, at, _time.GetUtcNow());
            return;
        }

        _cutter.End();
        _lane.Post(disk => disk.Interrupt(cause, detail, at));
    }

    private void OpenFeed() => _ = OpenFeedAsync(_wanted!.Token);

    private async Task OpenFeedAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                Interlocked.Exchange(ref _opened, await _directory.OpenAsync(_camera, StreamRole.Record, cancellation))?.Dispose();
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return; // the camera is not wanted any more
            }
            catch (Exception fault)
            {
                RecordingLog.FeedNotOpened(_logger, _camera, fault);
            }

            try
            {
                await Task.Delay(FeedRetry, _time, cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
