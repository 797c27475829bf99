using System.Diagnostics;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Coverage;
using Vedette.Recording.Index;
using Vedette.Recording.Retention;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Measuring;

/// <summary>What questions to a big index, and a retention pass over a big volume, cost.</summary>
internal sealed class IndexMeasurement(
    Database<RecordingModule> database,
    AttachedVolumes volumes,
    VolumeWatch watch,
    CameraRoster roster,
    LiveSettings settings,
    FootageIndex index,
    FootageCoverage coverage,
    TotalsStore totals,
    IndexStore store,
    RetentionWorker retention,
    TimeProvider time)
{
    private const int Times = 15;
    private const int DeletedSegments = 100;

    /// <summary>Fills the index and the volume with that many segments of that many cameras.</summary>
    /// <returns>How long each took, in seconds.</returns>
    public async Task<IReadOnlyDictionary<string, double>> FillAsync(int segments, int cameras, Action<string> progress, CancellationToken cancellation)
    {
        await watch.LookAsync(cancellation);
        var now = time.GetUtcNow();
        CameraId[] ids = [.. Enumerable.Range(0, cameras).Select(_ => CameraId.New())];
        await roster.TakeAsync(
            [.. ids.Select((id, at) => new RosterCamera { Id = id, Name = $"Camera {at + 1}", Wanted = false, Version = 1, ChangedAt = now, ChangedBy = "system" })],
            cancellation);
        var footage = new MadeUpFootage(database, volumes.All[0].Volume, ids, segments, now);
        var started = Stopwatch.GetTimestamp();
        await footage.WriteRowsAsync(progress, cancellation);
        var rows = Stopwatch.GetElapsedTime(started);
        footage.WriteFiles(progress, cancellation);
        return new Dictionary<string, double>
        {
            ["rowsSeconds"] = Math.Round(rows.TotalSeconds, 1),
            ["filesSeconds"] = Math.Round((Stopwatch.GetElapsedTime(started) - rows).TotalSeconds, 1),
        };
    }

    /// <summary>Asks the questions a console asks, and lets retention make room once.</summary>
    /// <returns>Medians in milliseconds.</returns>
    public async Task<IReadOnlyDictionary<string, double>> MeasureAsync(Action<string> progress, CancellationToken cancellation)
    {
        await watch.LookAsync(cancellation);
        var now = time.GetUtcNow();
        List<RosterCamera> cameras = [.. roster.Cameras.Values];
        var camera = cameras[cameras.Count / 2].Id;
        var (from, to) = (now.AddDays(-1), now);
        var year = LocalDays.Between(LocalDays.FindZone("Europe/Berlin")!, DateOnly.FromDateTime(now.AddDays(-364).UtcDateTime), DateOnly.FromDateTime(now.UtcDateTime)).ToList();
        var figures = new Dictionary<string, double>
        {
            ["timelineOfADayMs"] = await MedianAsync(async () =>
            {
                _ = await index.RangesAsync(camera, from, to, cancellation);
                _ = await index.GapsAsync(camera, from, to, cancellation);
            }),
            ["segmentsPageMs"] = await MedianAsync(() => index.SegmentsAsync(camera, from, to, cancellation, 201)),
            ["gapsOfADayMs"] = await MedianAsync(() => index.GapsAsync(camera, from, to, cancellation)),
            ["camerasListMs"] = await MedianAsync(() => totals.OfAsync([.. cameras.Select(one => one.Id)], from, to, cancellation)),
            ["deletingAtStartMs"] = await MedianAsync(() => store.DeletingAsync(cancellation)),
            ["coverageYearOfCameraMs"] = await MedianAsync(() => coverage.OfAsync(cameras[0], year, cancellation)),
            ["coverageYearOfAllMs"] = await MedianAsync(
                async () =>
                {
                    foreach (var one in cameras)
                    {
                        _ = await coverage.OfAsync(one, year, cancellation);
                    }
                },
                times: 3),
        };
        progress("questions asked");
        await MeasureRetentionAsync(figures, cancellation);
        return figures;
    }

    private async Task MeasureRetentionAsync(Dictionary<string, double> figures, CancellationToken cancellation)
    {
        var space = volumes.All[0].Space;
        await settings.ReplaceAsync(settings.Current with { BudgetBytes = long.MaxValue / 4, ReserveBytes = 1 }, cancellation);
        figures["firstRetentionPassMs"] = await MedianAsync(() => retention.RunAsync(cancellation), times: 1);
        figures["idleRetentionPassMs"] = await MedianAsync(() => retention.RunAsync(cancellation));

        // Retention keeps a thirtieth of the budget free besides: the budget is set so that just these have to go.
        var wanted = space.Used - (DeletedSegments * MadeUpFootage.FileLength);
        await settings.ReplaceAsync(settings.Current with { BudgetBytes = wanted / 29 * 30 }, cancellation);
        var before = space.Used;
        figures["retentionPassMs"] = await MedianAsync(() => retention.RunAsync(cancellation), times: 1);
        figures["retentionPassSegments"] = (before - space.Used) / MadeUpFootage.FileLength;
        await settings.ReplaceAsync(settings.Current with { BudgetBytes = null, ReserveBytes = null }, cancellation);
    }

    private static async Task<double> MedianAsync(Func<Task> ask, int times = Times)
    {
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        took.Sort();
        return Math.Round(took[took.Count / 2], 2);
    }
}
