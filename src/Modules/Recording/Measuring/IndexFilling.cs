using System.Diagnostics;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Measuring;

/// <summary>Fills the index and a volume with made-up footage, and lets both grow.</summary>
internal sealed class IndexFilling(
    Database<RecordingModule> database, AttachedVolumes volumes, VolumeWatch watch, CameraRoster roster, LiveSettings settings, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, object> Nothing = new Dictionary<string, object>();

    /// <summary>A budget and a reserve that let nothing go: what is measured stays until it is told to go.</summary>
    public static RecordingSettings Roomy(RecordingSettings settings) => settings with { BudgetBytes = long.MaxValue / 4, ReserveBytes = 1 };

    /// <summary>The footage of the cameras in the roster, which remembers when the newest of it ended.</summary>
    public static MadeUpFootage FootageOf(CameraRoster roster, Volume volume) =>
        new(volume, [.. roster.Cameras.Keys.OrderBy(camera => camera.ToString(), StringComparer.Ordinal)], roster.Cameras.Values.First().ChangedAt);

    /// <summary>Makes up the cameras and a year of what was recorded of them, of which nothing is left.</summary>
    public async Task BeginAsync(int cameras, IBulkLoad load, CancellationToken cancellation)
    {
        await watch.LookAsync(cancellation);
        var now = SegmentFacts.WholeMicroseconds(time.GetUtcNow());
        await settings.ReplaceAsync(Roomy(settings.Current), cancellation);
        await roster.TakeAsync(
            [.. Enumerable.Range(1, cameras).Select(at => new RosterCamera { Id = CameraId.New(), Name = $"Camera {at}", Wanted = false, Version = 1, ChangedAt = now, ChangedBy = "system" })],
            cancellation);
        var footage = FootageOf(roster, volumes.All[0].Volume);
        await LoadAsync(load, "stretches", Nothing, ["camera_id", "start_at", "end_at"], footage.Stretches(), cancellation);
        await LoadAsync(load, "gaps", Nothing, ["id", "camera_id", "start_at", "end_at", "cause", "detail"], footage.Gaps(), cancellation);
    }

    /// <summary>Gives cameras that are there already so many segments each and a year before: rows, no files.</summary>
    public async Task GiveAsync(IReadOnlyList<CameraId> cameras, int each, IBulkLoad load, CancellationToken cancellation)
    {
        await watch.LookAsync(cancellation);
        var footage = new MadeUpFootage(volumes.All[0].Volume, cameras, SegmentFacts.WholeMicroseconds(time.GetUtcNow().AddMinutes(-1)));
        await LoadAsync(load, "stretches", Nothing, ["camera_id", "start_at", "end_at"], footage.Stretches(), cancellation);
        await LoadAsync(load, "gaps", Nothing, ["id", "camera_id", "start_at", "end_at", "cause", "detail"], footage.Gaps(), cancellation);
        await LoadAsync(load, "segments", footage.SegmentConstants, MadeUpFootage.SegmentColumns, footage.Segments(0, each), cancellation);
        await LoadAsync(load, "footage_sums", Nothing, ["camera_id", "segments", "bytes"], footage.Sums(each), cancellation);
    }

    /// <summary>Goes from so many segments of each camera to so many, with files for that many of the newest.</summary>
    public async Task<IReadOnlyDictionary<string, double>> FillAsync(int from, int to, int files, IBulkLoad load, CancellationToken cancellation)
    {
        await watch.LookAsync(cancellation);
        var footage = FootageOf(roster, volumes.All[0].Volume);
        var started = Stopwatch.GetTimestamp();
        await LoadAsync(load, "segments", footage.SegmentConstants, MadeUpFootage.SegmentColumns, footage.Segments(from, to), cancellation);
        var rows = Stopwatch.GetElapsedTime(started).TotalSeconds;
        _ = await database.WriteAsync(unit => unit.ExecuteAsync("delete from footage_sums"), cancellation);
        await LoadAsync(load, "footage_sums", Nothing, ["camera_id", "segments", "bytes"], footage.Sums(to), cancellation);
        started = Stopwatch.GetTimestamp();
        var written = footage.WriteFiles(from, to, files, cancellation);
        return new Dictionary<string, double>
        {
            ["bulkRows"] = (double)(to - from) * roster.Cameras.Count,
            ["bulkRowsPerSecond"] = Math.Round((to - from) * roster.Cameras.Count / rows),
            ["bulkSeconds"] = Math.Round(rows, 1),
            ["filesWritten"] = written,
            ["filesSeconds"] = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
        };
    }

    // The loader wants a SQLite file for itself.
    private async Task LoadAsync(
        IBulkLoad load,
        string table,
        IReadOnlyDictionary<string, object> constants,
        IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellation)
    {
        await database.ReleaseAsync();
        await load.RunAsync(table, constants, columns, rows, cancellation);
    }
}
