using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Disks;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Volumes;

/// <summary>Opens the volumes before anything is recorded, watches each for as long as the process runs, and raises the alarms.</summary>
/// <remarks>Belongs here: the life of volumes. Does not: which camera is recorded where. No volume ever waits for another.</remarks>
internal sealed class VolumeWatch(
    RecordingOptions options,
    VolumeList list,
    AttachedVolumes volumes,
    TailNotes tails,
    LiveSettings settings,
    SpaceProbe probe,
    IDisk disk,
    CommitReport report,
    AlarmBoard alarms,
    TimeProvider time,
    ILogger<VolumeWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (VolumeKeeper Keeper, CancellationTokenSource Stop, Task Watching)> _kept = [];
    private readonly CancellationTokenSource _stopping = new();

    private TimeSpan Patience => TimeSpan.FromSeconds(options.StallSeconds);

    /// <summary>Finds out which volumes can be read, without taking any into use: for work on a process that is not started.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var looks = volumes.All.Select(async volume =>
        {
            using var keeper = KeeperOf(volume);
            await keeper.LookAsync(cancellation);
        });
        await Task.WhenAll(looks);
        volumes.Tell();
    }

    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Configuration"/>: another process writes to the only volumes there are.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var keepers = volumes.All.Select(KeeperOf).ToList();

        // First all are read: one may know which files of another have to be cut.
        await Task.WhenAll(keepers.Select(keeper => keeper.LookAsync(cancellationToken)));
        await Task.WhenAll(keepers.Select(keeper => GuardAsync(keeper, keeper.MindAsync, cancellationToken)));
        if (keepers.Find(keeper => keeper.IsHeldByAnother) is { } held && !keepers.Exists(keeper => keeper.Volume.Condition.IsOnline))
        {
            throw new FaultException(FaultKind.Configuration, held.Volume.Condition.Detail!);
        }

        keepers.ForEach(keeper => SayHow(keeper.Volume));
        SayWhetherAny();
        keepers.ForEach(Keep);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _stopping.CancelAsync();
        foreach (var id in volumes.All.Select(volume => volume.Id).ToList())
        {
            await LetGoAsync(id);
        }
    }

    /// <summary>Takes one more volume into use.</summary>
    public async Task AddAsync(VolumeEntry entry, CancellationToken cancellation)
    {
        var volume = AttachedVolume.Of(entry, settings, probe, time);
        volumes.Add(volume);
        var keeper = KeeperOf(volume);
        await GuardAsync(keeper, keeper.MindAsync, cancellation);
        SayHow(keeper.Volume);
        Keep(keeper);
    }

    /// <summary>Looks at a volume at once, because it was set up differently.</summary>
    public void Mind(AttachedVolume volume)
    {
        SayHow(volume);
        SayWhetherAny();
    }

    /// <summary>Forgets a volume.</summary>
    public async Task RemoveAsync(Guid id)
    {
        await LetGoAsync(id);
        volumes.Remove(id);
        VolumeAlarms.Clear(alarms, id);
        SayWhetherAny();
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

    private VolumeKeeper KeeperOf(AttachedVolume volume) => new(volume, list, tails, disk, report, Patience, time);

    private void Keep(VolumeKeeper keeper)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        lock (_gate)
        {
            _kept[keeper.Volume.Id] = (keeper, stop, KeepAsync(keeper, stop.Token));
        }
    }

    private async Task LetGoAsync(Guid id)
    {
        (VolumeKeeper Keeper, CancellationTokenSource Stop, Task Watching) kept;
        lock (_gate)
        {
            if (!_kept.Remove(id, out kept))
            {
                return;
            }
        }

        await kept.Stop.CancelAsync();
        await kept.Watching;
        await kept.Keeper.LetGoAsync();
        kept.Keeper.Dispose();
        kept.Stop.Dispose();
    }

    private async Task KeepAsync(VolumeKeeper keeper, CancellationToken cancellation)
    {
        try
        {
            using var timer = new PeriodicTimer(Period, time);
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await GuardAsync(keeper, keeper.MindAsync, cancellation);
                SayHow(keeper.Volume);
                SayWhetherAny();
            }
        }
        catch (OperationCanceledException)
        {
            // The volume is let go of.
        }
    }

    /// <summary>Whatever goes wrong, the volume is watched on.</summary>
    private async Task GuardAsync(VolumeKeeper keeper, Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        try
        {
            await step(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            RecordingLog.VolumeUnwatched(logger, keeper.Volume.Entry.Name, fault);
        }
    }

    private void SayHow(AttachedVolume volume)
    {
        volumes.Tell();
        VolumeAlarms.Say(alarms, volume);
    }

    private void SayWhetherAny()
    {
        if (volumes.All.Any(volume => volume.Condition.IsOnline))
        {
            alarms.Clear(VolumeAlarms.None, "recording");
        }
        else
        {
            alarms.Raise(VolumeAlarms.None, "recording", AlarmSeverity.Serious, "There is no volume to record to. Nothing is recorded until one is well again.");
        }
    }
}
