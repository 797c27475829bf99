using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Holds;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Retention;

/// <summary>How long every camera's footage will stay, said before it hurts.</summary>
/// <remarks>Belongs here: joining volumes, paces and policies, and the alarms that follow. Does not: reckoning.</remarks>
internal sealed class FootageForecast(
    AttachedVolumes volumes,
    HeldFootage held,
    PaceStore store,
    CameraRoster roster,
    FootageWorth worth,
    AlarmBoard alarms,
    TimeProvider time) : IDisposable
{
    public const string RiskCode = "retention-forecast";
    public const string HoldCode = "hold-over-budget";
    private const double WarningDays = 7;

    private static readonly TimeSpan CountAgain = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _counting = new(1, 1);
    private IReadOnlyList<CameraPace> _paces = [];
    private DateTimeOffset? _countedAt;

    /// <summary>What is known of the paces, read from the index every few minutes.</summary>
    /// <exception cref="FaultException">The database is away and nothing is known yet.</exception>
    public async Task<ForecastView> AskAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(cancellation);
        }
        catch (FaultException away) when (away.Kind == FaultKind.Storage && _countedAt is not null)
        {
            // The paces of a few minutes ago will do.
        }

        return Reckon();
    }

    /// <summary>Raises and clears the alarms.</summary>
    /// <exception cref="FaultException">The database is away.</exception>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        JudgeHolds();
        await RefreshAsync(cancellation);
        foreach (var volume in Reckon().Volumes)
        {
            Judge(volume);
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        await _counting.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (now - _countedAt < CountAgain)
            {
                return;
            }

            var paces = new List<CameraPace>();
            foreach (var camera in roster.Cameras.Values.Where(camera => !camera.Removed))
            {
                paces.AddRange(await store.OfAsync(camera.Id, now, cancellation));
            }

            Volatile.Write(ref _paces, paces);
            _countedAt = now;
        }
        finally
        {
            _ = _counting.Release();
        }
    }

    private ForecastView Reckon()
    {
        var (views, cameras) = (new List<VolumeOutlook>(), new List<CameraOutlook>());
        foreach (var volume in volumes.All)
        {
            List<CameraPace> paces = [.. Volatile.Read(ref _paces).Where(pace => pace.VolumeId == volume.Id)];
            var (room, heldBytes) = (volume.Space.Room, held.BytesOn(volume.Id));
            var forecast = new KeepingForecast([.. paces.SelectMany(SharesOf)], room - heldBytes);
            var perDay = paces.Sum(pace => pace.BytesPerDay.Sum());
            views.Add(new VolumeOutlook
            {
                Id = volume.Id,
                FullInDays = forecast.Fits || perDay <= 0 ? null : Math.Max(0, room - volume.Space.Used) / perDay,
                BudgetBytes = room,
                UsedBytes = volume.Space.Used,
                HeldBytes = heldBytes,
                KeepsMinimums = forecast.KeepsMinimums,
            });
            cameras.AddRange(paces.Select(pace => OutlookOf(pace, forecast)));
        }

        cameras.AddRange(roster.Cameras.Values
            .Where(camera => !camera.Removed && cameras.All(known => known.CameraId != camera.Id))
            .Select(camera => new CameraOutlook
            {
                CameraId = camera.Id,
                BytesPerDay = 0,
                MinDays = worth.KeepingOf(camera.Id, FootageWorth.Classes[0]).MinDays,
                KeepsMinimum = true,
            })
            .ToList());
        return new ForecastView(views, cameras);
    }

    private IEnumerable<ForecastShare> SharesOf(CameraPace pace) => FootageWorth.Classes.Select((footage, level) =>
        new ForecastShare(level, pace.BytesPerDay[level], worth.KeepingOf(pace.CameraId, footage)));

    private CameraOutlook OutlookOf(CameraPace pace, KeepingForecast forecast)
    {
        var ordinary = worth.KeepingOf(pace.CameraId, FootageWorth.Classes[0]);
        return new CameraOutlook
        {
            CameraId = pace.CameraId,
            BytesPerDay = (long)pace.BytesPerDay.Sum(),
            KeepsDays = forecast.DaysOf(0, ordinary),
            MinDays = ordinary.MinDays,
            KeepsMinimum = SharesOf(pace).All(share => share.BytesPerDay <= 0 || share.Time.MinDays <= forecast.Promised),
        };
    }

    private void Judge(VolumeOutlook volume)
    {
        if (volume is { KeepsMinimums: false, FullInDays: <= WarningDays })
        {
            alarms.Raise(
                RiskCode,
                volume.Id.ToString(),
                AlarmSeverity.Warning,
                $"At the present pace the volume is full in {volume.FullInDays:0.#} days and cannot keep what must be kept. Give it more room, or keep less.");
        }
        else if (volume.KeepsMinimums || volume.FullInDays > WarningDays + 1)
        {
            alarms.Clear(RiskCode, volume.Id.ToString());
        }
    }

    private void JudgeHolds()
    {
        foreach (var volume in volumes.All)
        {
            var share = volume.Space.Room > 0 ? (double)held.BytesOn(volume.Id) / volume.Space.Room : 0;
            if (share > 0.5)
            {
                alarms.Raise(
                    HoldCode,
                    volume.Id.ToString(),
                    share > 0.9 ? AlarmSeverity.Serious : AlarmSeverity.Warning,
                    $"Holds take {share:P0} of the room on {volume.Volume.Root}. Release what is not needed, or give it more room.");
            }
            else if (share < 0.45)
            {
                alarms.Clear(HoldCode, volume.Id.ToString());
            }
        }
    }
}
