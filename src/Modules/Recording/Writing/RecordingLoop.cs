using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Recording.Roster;

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
    ILogger<RecordingLoop> logger) : BackgroundService
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<CameraId, CameraRecorder> _recorders = [];
    private DiskThread[] _threads = [];
    private IReadOnlyDictionary<CameraId, RosterCamera>? _followed;
    private IReadOnlyDictionary<CameraId, string>? _heeded;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _threads = [.. Enumerable.Range(0, options.DiskThreads).Select(number => new DiskThread(
            $"vedette-disk-{number}", context.Commit, () => rules.Settings.Current.CommitInterval, context.Logger))];
        return base.StartAsync(cancellationToken);
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

        foreach (var thread in _threads)
        {
            await thread.DrainAsync().WaitAsync(DrainLimit, context.Time, cancellationToken);
            thread.Dispose();
        }

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

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.RoundMilliseconds), context.Time);
        do
        {
            Guard(() => FollowRoster(context.Time.GetUtcNow()));
            Round(context.Time.GetUtcNow());
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
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
            var thread = _threads[_recorders.Count % _threads.Length];
            var lane = new DiskLane(thread, new FootageWriter(camera, context));
            recorder = new CameraRecorder(camera, directory, lane, rules, context.Time, logger);
            _recorders.Add(camera, recorder);
        }

        return recorder;
    }
}
