using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>Sees to it that every camera is recorded to a volume that is well: at once when its own is not, gently for balance.</summary>
/// <remarks>Belongs here: who goes where, in the rounds of the recording loop. Does not: how a volume is; waiting for one.</remarks>
internal sealed class CameraHomes(
    RecordingOptions options, LiveSettings settings, AttachedVolumes volumes, WritingContext context, ILogger logger)
{
    private static readonly TimeSpan BalancePeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CountPeriod = TimeSpan.FromSeconds(1);

    private readonly DiskThreads _threads = new(options.DiskThreads, () => settings.Current.CommitInterval, logger);
    private readonly Dictionary<CameraId, DateTimeOffset> _moving = [];
    private DateTimeOffset _balancedAt;
    private DateTimeOffset _countedAt;

    private TimeSpan Patience => TimeSpan.FromSeconds(options.StallSeconds);

    /// <summary>A lane for a camera that has none yet: to where it was recorded before, if that is well.</summary>
    public DiskLane LaneOf(CameraId camera)
    {
        var before = context.Positions.HomeOf(camera) is { } known ? volumes.Find(known) : null;
        var home = before is { Condition.IsOnline: true, Entry.Role: VolumeRole.Normal } ? before : CameraPlacement.Best(volumes.All);
        if (home is not null)
        {
            home.Cameras++;
        }

        return new DiskLane(_threads.Of(home), new FootageWriter(camera, context, home));
    }

    /// <summary>Takes cameras away from volumes that are not well, and now and then moves one for balance.</summary>
    public void Mind(IReadOnlyDictionary<CameraId, CameraRecorder> recorders, DateTimeOffset now)
    {
        foreach (var volume in volumes.All)
        {
            volume.NoticeStall(Patience);
        }

        foreach (var (camera, recorder) in recorders)
        {
            MindHome(camera, recorder);
        }

        if ((now - _countedAt).Duration() > CountPeriod)
        {
            _countedAt = now;
            Count(recorders);
        }

        if ((now - _balancedAt).Duration() > BalancePeriod)
        {
            _balancedAt = now;
            Balance(recorders, now);
        }
    }

    public Task DrainAsync(CancellationToken cancellation) => _threads.DrainAsync(context.Time, cancellation);

    private void MindHome(CameraId camera, CameraRecorder recorder)
    {
        var home = recorder.Home;
        if (home is not null && home.Condition.State is VolumeState.Online or VolumeState.Detached && _threads.AreCurrent(home))
        {
            return;
        }

        var condition = home?.Condition;
        var to = CameraPlacement.Best(volumes.All);
        if (to is null && condition?.State is VolumeState.Full or VolumeState.Failed or VolumeState.ReadOnly && _threads.AreCurrent(home!))
        {
            return; // there is no other: it goes on trying, and is the first to notice when the volume takes it again
        }

        if (to == home && home is null)
        {
            return;
        }

        recorder.Flee(to, _threads.Of(to), context, condition is null ? DiskTrouble.Of(Nowhere) : DiskTrouble.Of(condition));
        RecordingLog.CameraFled(logger, camera, to?.Entry.Name ?? "nowhere", condition?.Detail ?? "a volume that is well again");
        _ = _moving.Remove(camera);
        Shift(home, to);
    }

    private static VolumeCondition Nowhere { get; } = new(VolumeState.Failed, DateTimeOffset.MinValue, "There was no volume to record to.");

    private void Balance(IReadOnlyDictionary<CameraId, CameraRecorder> recorders, DateTimeOffset now)
    {
        if (CameraPlacement.Balance(volumes.All) is not var (from, to))
        {
            return;
        }

        foreach (var (camera, recorder) in recorders)
        {
            // A camera that was told and has not begun a segment since is on its way.
            if (recorder.Home == from && (!_moving.TryGetValue(camera, out var since) || (now - since).Duration() > TimeSpan.FromMinutes(2)))
            {
                recorder.Move(to, _threads.Of(to), context);
                _moving[camera] = now;
                RecordingLog.CameraMoved(logger, camera, to.Entry.Name);
                return;
            }
        }
    }

    /// <summary>Counts cameras where they are; what is on its way counts where it goes, so that not all go to one.</summary>
    private void Count(IReadOnlyDictionary<CameraId, CameraRecorder> recorders)
    {
        var cameras = recorders.Values.Where(recorder => recorder.Home is not null).CountBy(recorder => recorder.Home!).ToDictionary();
        foreach (var volume in volumes.All)
        {
            volume.Cameras = cameras.GetValueOrDefault(volume);
            if (volume.Cameras == 0 && !_threads.AreCurrent(volume))
            {
                _threads.Retire(volume);
            }
        }
    }

    private static void Shift(AttachedVolume? from, AttachedVolume? to)
    {
        if (from is not null)
        {
            from.Cameras--;
        }

        if (to is not null)
        {
            to.Cameras++;
        }
    }
}
