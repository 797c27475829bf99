using System.Diagnostics;
using Vedette.Foundation;
using Vedette.Recording.Coverage;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Retention;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Measuring;

/// <summary>What questions to a big index, writing into it, and retention passes over a big volume cost.</summary>
internal sealed class IndexMeasurement(
    AttachedVolumes volumes,
    VolumeWatch watch,
    CameraRoster roster,
    LiveSettings settings,
    FootageIndex index,
    FootageCoverage coverage,
    TotalsStore totals,
    PaceStore paces,
    IndexStore store,
    RetentionWorker retention)
{
    private const int Times = 15;
    private const int Batch = 200;
    private const int Batches = 50;
    private const int DeletedSegments = 100;

    private readonly Dictionary<string, double> _figures = [];

    /// <summary>Asks, writes and makes room.</summary>
    /// <returns>Medians in milliseconds, but for what is called otherwise.</returns>
    public async Task<IReadOnlyDictionary<string, double>> MeasureAsync(CancellationToken cancellation)
    {
        await watch.LookAsync(cancellation);
        var volume = volumes.All[0].Volume;
        List<RosterCamera> cameras = [.. roster.Cameras.Values];
        var newest = cameras[0].ChangedAt;
        await AskAsync(cameras, newest, cancellation);
        await WriteAsync(IndexFilling.FootageOf(roster, volume), cameras, cancellation);
        await MakeRoomAsync(cancellation);
        return _figures;
    }

    private async Task AskAsync(List<RosterCamera> cameras, DateTimeOffset newest, CancellationToken cancellation)
    {
        CameraId Camera(int at) => cameras[at % cameras.Count].Id;
        var (from, to) = (newest.AddDays(-1), newest);
        var zone = LocalDays.FindZone("Europe/Berlin")!;
        var year = LocalDays.Between(zone, DateOnly.FromDateTime(newest.AddDays(-364).UtcDateTime), DateOnly.FromDateTime(newest.UtcDateTime)).ToList();
        await AskAsync("timelineOfADayMs", async at =>
        {
            _ = await index.RangesAsync(Camera(at), from, to, cancellation);
            _ = await index.GapsAsync(Camera(at), from, to, cancellation);
        });
        await AskAsync("segmentsOfAnHourMs", at => index.SegmentsAsync(Camera(at), to.AddHours(-1), to, cancellation));
        await AskAsync("segmentsPageMs", at => index.SegmentsAsync(Camera(at), from, to, cancellation, 201));
        await AskAsync("segmentByIdMs", at => index.FindSegmentAsync(
            Camera(at), SegmentName.IdOf(Camera(at), MadeUpFootage.NewestSequence - (at * 97)), cancellation));
        await AskAsync("camerasListMs", _ => totals.OfAsync([.. cameras.Select(one => one.Id)], from, to, cancellation));
        await AskAsync("newestOfEachCameraMs", async at =>
        {
            foreach (var one in cameras)
            {
                _ = await store.NewestSequenceAsync(one.Id, volumes.All[0].Id, cancellation);
                _ = await store.CertainUntilAsync(one.Id, cancellation);
            }
        });
        await AskAsync("deletingAtStartMs", _ => store.DeletingAsync(cancellation));
        await AskAsync("paceOfACameraMs", at => paces.OfAsync(Camera(at), newest, cancellation));
        await AskAsync("coverageYearOfCameraMs", at => coverage.OfAsync(cameras[at % cameras.Count], year, cancellation));
        await AskAsync(
            "coverageYearOfAllMs",
            async at =>
            {
                foreach (var one in cameras)
                {
                    _ = await coverage.OfAsync(one, year, cancellation);
                }
            },
            times: 3);
    }

    /// <summary>Asks everything twice, another camera each time, and notes how long it took the second time: what is measured is not the disk.</summary>
    private async Task AskAsync(string name, Func<int, Task> ask, int times = Times)
    {
        for (var at = 0; at < times; at++)
        {
            await ask(at);
        }

        _ = await NoteAsync(name, ask, times);
    }

    /// <summary>The way of the recorder's facts: the next segments of every camera in turn, a transaction for each batch. They go again.</summary>
    private async Task WriteAsync(MadeUpFootage footage, List<RosterCamera> cameras, CancellationToken cancellation)
    {
        var facts = Enumerable.Range(0, Batch * Batches)
            .Select(at => footage.Next(cameras[at % cameras.Count].Id, 1 + (at / cameras.Count)))
            .Chunk(Batch)
            .ToList();
        var cpu = Environment.CpuUsage.TotalTime;
        var took = await NoteAsync("indexBatchOf200Ms", at => store.WriteAsync([.. facts[at].Select(segment => (Fact)new Fact.Recorded(segment))], cancellation), Batches);
        _figures["indexedPerSecond"] = Math.Round(Batch * Batches / took.TotalSeconds);
        _figures["indexedCpuMicroseconds"] = Math.Round((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / (Batch * Batches), 1);
        _ = await NoteAsync("forgetBatchOf200Ms", at => store.WriteAsync([.. facts[at].Select(segment => (Fact)new Fact.Deleted(SegmentName.Of(segment)))], cancellation), Batches);
    }

    private async Task MakeRoomAsync(CancellationToken cancellation)
    {
        var space = volumes.All[0].Space;
        var roomy = IndexFilling.Roomy(settings.Current);
        await settings.ReplaceAsync(roomy, cancellation);
        _ = await NoteAsync("firstRetentionPassMs", () => retention.RoundAsync(cancellation), times: 1);
        _ = await NoteAsync("filesCountedMs", () => retention.CountAsync(cancellation), times: 1);
        _ = await NoteAsync("idleRetentionPassMs", () => retention.RunAsync(cancellation));

        var before = space.Used;
        const int Passes = 5;
        _ = await NoteAsync(
            "retentionPassOf100Ms",
            async at =>
            {
                // Retention keeps a thirtieth of the budget free besides: the budget is set so that just these have to go.
                await settings.ReplaceAsync(roomy with { BudgetBytes = (space.Used - (DeletedSegments * MadeUpFootage.FileLength)) / 29 * 30 }, cancellation);
                await retention.RunAsync(cancellation);
            },
            Passes);
        _figures["retentionPassSegments"] = (before - space.Used) / MadeUpFootage.FileLength / Passes;
        await settings.ReplaceAsync(roomy, cancellation);
    }

    private Task<TimeSpan> NoteAsync(string name, Func<Task> ask, int times = Times) => NoteAsync(name, _ => ask(), times);

    /// <summary>Notes the median; returns the sum.</summary>
    private async Task<TimeSpan> NoteAsync(string name, Func<int, Task> ask, int times)
    {
        var took = new List<TimeSpan>();
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask(i);
            took.Add(Stopwatch.GetElapsedTime(started));
        }

        _figures[name] = Math.Round(took.Order().ElementAt(times / 2).TotalMilliseconds, 2);
        return TimeSpan.FromTicks(took.Sum(one => one.Ticks));
    }
}
