using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>
/// Services all cameras in rounds, a few times a second: cheaper than a task woken for every picture, and quick enough
/// for fragments of a second.
/// </summary>
/// <remarks>Belongs here: who is recorded, and the rounds. Does not: anything that waits for a disk, a feed or a database.</remarks>
internal sealed class RecordingLoop(
    RecordingOptions options,
    CameraRoster roster,
    IStreamDirectory directory,
    RecordingRules rules,
    StoppedCameras stopped,
    WritingContext context,
    AttachedVolumes volumes,
    ILogger<RecordingLoop> logger) : BackgroundService
{
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(30);

    // While nothing is recorded; a camera that is switched on ends it.
    private static readonly TimeSpan IdlePeriod = TimeSpan.FromSeconds(1);

    private readonly Dictionary<CameraId, CameraRecorder> _recorders = [];
    private CameraHomes? _homes;
    private IReadOnlyList<Volume>? _readable;
    private DateTimeOffset _savedAt;
    private Task _saving = Task.CompletedTask;
    private IReadOnlyDictionary<CameraId, RosterCamera>? _followed;
    private IReadOnlyDictionary<CameraId, string>? _heeded;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _homes = new CameraHomes(options, rules.Settings, volumes, context, logger);
        _readable = context.Volumes.All;
        await context.Positions.SaveAsync([], isFinal: false, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Closes every segment and writes down that the node went down on purpose.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var now = context.Time.GetUtcNow();
        foreach (var (camera, recorder) in _recorders)
        {
            if (roster.Cameras.TryGetValue(camera, out var known) && known.Wanted)
            {
                recorder.Stop(GapCause.NodeDown, "Vedette was stopped.", now);
            }
        }

        await _homes!.DrainAsync(cancellationToken);
        await _saving;
        await context.Positions.SaveAsync(_recorders.Keys, isFinal: true, cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var recorder in _recorders.Values)
        {
            recorder.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A camera that was switched off while its last file was torn is mended too.
        Guard(() =>
        {
            foreach (var folder in CameraFolder.AllOf(context.Volumes))
            {
                _ = RecorderOf(folder.CameraId);
            }
        });

        var period = TimeSpan.FromMilliseconds(options.RoundMilliseconds);
        using var timer = new PeriodicTimer(period, context.Time);
        void Hasten()
        {
            try
            {
                timer.Period = period;
            }
            catch (ObjectDisposedException)
            {
                // The rounds ended in this instant.
            }
        }

        roster.Changed += Hasten;
        try
        {
            await RunAsync(timer, period, stoppingToken);
        }
        finally
        {
            roster.Changed -= Hasten;
        }
    }

    private async Task RunAsync(PeriodicTimer timer, TimeSpan period, CancellationToken stoppingToken)
    {
        do
        {
            Guard(() => FollowRoster(context.Time.GetUtcNow()));
            Guard(() => _homes!.Mind(_recorders, context.Time.GetUtcNow()));
            Round(context.Time.GetUtcNow());
            Guard(() => FollowVolumes(context.Time.GetUtcNow()));
            Rest(timer, period);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looked at after the roster was followed, so that a change heard in between is not slept through.</summary>
    private void Rest(PeriodicTimer timer, TimeSpan period)
    {
        var isIdle = ReferenceEquals(roster.Cameras, _followed) && !_recorders.Values.Any(recorder => recorder.IsWanted);
        var wanted = isIdle && period < IdlePeriod ? IdlePeriod : period;
        if (timer.Period != wanted)
        {
            timer.Period = wanted;
        }
    }

    /// <summary>Whatever goes wrong, the rounds go on: a loop that ended would be every camera's gap.</summary>
    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception fault)
        {
            RecordingLog.StepFailed(logger, fault);
        }
    }

    private void FollowRoster(DateTimeOffset now)
    {
        var (cameras, stops) = (roster.Cameras, stopped.All);
        if (ReferenceEquals(cameras, _followed) && ReferenceEquals(stops, _heeded))
        {
            return;
        }

        foreach (var camera in cameras.Values)
        {
            var known = _followed?.GetValueOrDefault(camera.Id);
            var words = stops.GetValueOrDefault(camera.Id);
            if (known is null || known.Wanted != camera.Wanted || known.Removed != camera.Removed || words != _heeded?.GetValueOrDefault(camera.Id))
            {
                Follow(camera, words, now);
            }
        }

        (_followed, _heeded) = (cameras, stops);
    }

    private void Follow(RosterCamera camera, string? stopWords, DateTimeOffset now)
    {
        if (camera.Wanted && stopWords is not null)
        {
            RecorderOf(camera.Id).Stop(GapCause.DiskFull, stopWords, now);
        }
        else if (camera.Wanted)
        {
            RecorderOf(camera.Id).Want(now);
        }
        else if (!camera.Removed)
        {
            RecorderOf(camera.Id).Stop(GapCause.SwitchedOff, $"Switched off by {camera.ChangedBy}.", now);
        }
        else if (_recorders.TryGetValue(camera.Id, out var recorder))
        {
            recorder.Leave(now);
        }
    }

    /// <summary>A volume that came back may hold what the index never heard of.</summary>
    private void FollowVolumes(DateTimeOffset now)
    {
        var readable = context.Volumes.All;
        if (!ReferenceEquals(readable, _readable) && readable.Except(_readable!).Any())
        {
            context.Facts.Forget();
        }

        _readable = readable;
        if (_saving.IsCompleted && (now - _savedAt).Duration() > SavePeriod)
        {
            _savedAt = now;
            _saving = context.Positions.SaveAsync([.. _recorders.Keys], isFinal: false, CancellationToken.None);
        }
    }

    private void Round(DateTimeOffset now)
    {
        foreach (var (camera, recorder) in _recorders)
        {
            try
            {
                recorder.Round(now);
            }
            catch (Exception bug)
            {
                // One camera's bug is not another camera's gap.
                RecordingLog.RoundFailed(logger, camera, bug);
            }
        }
    }

    private CameraRecorder RecorderOf(CameraId camera)
    {
        if (!_recorders.TryGetValue(camera, out var recorder))
        {
            var lane = _homes!.LaneOf(camera);
            recorder = new CameraRecorder(camera, directory, lane, rules, context.Time, logger);
            _recorders.Add(camera, recorder);
        }

        return recorder;
    }
}
