using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Durability;

/// <summary>Holds what is there after a start against what was promised before, and the index against the files.</summary>
internal sealed class Inspection(IServiceProvider services, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Uneven = TimeSpan.FromMilliseconds(150);

    public int Segments { get; private set; }

    public int Gaps { get; private set; }

    /// <summary>What is wrong; nothing, if all is well. Deletions and the indexing of what is found are waited for.</summary>
    public async Task<List<string>> RunAsync(IReadOnlyList<CameraId> cameras, IReadOnlyList<Promise> promises)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            List<string> wrong;
            try
            {
                wrong = await LookAsync(cameras, promises);
            }
            catch (Exception moved) when (moved is FileNotFoundException or DirectoryNotFoundException)
            {
                wrong = [$"{moved.Message} (it was deleted while it was looked at)"];
            }

            if (wrong.Count == 0 || TimeProvider.System.GetUtcNow() > deadline)
            {
                return wrong;
            }

            await Task.Delay(20);
        }
    }

    private async Task<List<string>> LookAsync(IReadOnlyList<CameraId> cameras, IReadOnlyList<Promise> promises)
    {
        (Segments, Gaps) = (0, 0);
        var live = services.GetRequiredService<LiveFootage>();
        if (cameras.Any(camera => live.Of(camera).CompleteBelow == 0))
        {
            return ["not every camera's folder was looked at"];
        }

        var wrong = new List<string>();
        _ = await services.GetRequiredService<IndexAudit>().CheckAsync(wrong.Add, _ => { }, CancellationToken.None);
        var volumes = services.GetRequiredService<VolumeSet>();
        wrong.AddRange(Strangers(volumes));
        foreach (var camera in cameras)
        {
            await LookAsync(volumes, camera, promises, wrong);
        }

        return wrong;
    }

    private async Task LookAsync(VolumeSet volumes, CameraId camera, IReadOnlyList<Promise> promises, List<string> wrong)
    {
        var files = CameraFolder.OldestFirst(volumes, camera).Select(found => Read(found.Volume, found.Name, wrong)).OfType<Segment>().ToList();
        var gaps = await services.GetRequiredService<IndexStore>().AllGapsAsync(camera, CancellationToken.None);
        (Segments, Gaps) = (Segments + files.Count, Gaps + gaps.Count);
        var bySequence = files.ToDictionary(segment => segment.Sequence);
        var oldest = files.Count == 0 ? long.MaxValue : files[0].Sequence;
        foreach (var promise in promises.Where(promise => promise.Camera == camera && promise.Sequence >= oldest))
        {
            if (!bySequence.TryGetValue(promise.Sequence, out var file) || file.Bytes < promise.Bytes)
            {
                wrong.Add($"{promise}: there are {file?.Bytes ?? 0} bytes");
            }
            else if (promise.Sha256 != "-" && Convert.ToHexStringLower(file.Sha256) != promise.Sha256)
            {
                wrong.Add($"{promise}: the segment is another");
            }
        }

        foreach (var (before, after) in files.Zip(files.Skip(1)).Where(pair => pair.Second.Sequence != pair.First.Sequence + 1))
        {
            wrong.Add($"{camera}: {after.Sequence} follows {before.Sequence}");
        }

        Account(camera, files, gaps, wrong);
    }

    /// <summary>Reads a file whole: each fragment by its checksum, and its link to the one before.</summary>
    private Segment? Read(Volume volume, SegmentName name, List<string> wrong)
    {
        using var file = services.GetRequiredService<PlainFootage>().Open(name, File.OpenHandle(Path.Combine(volume.Root, name.Path), share: FileShare.ReadWrite | FileShare.Delete));
        var segment = SegmentFacts.Read(volume, name, file);
        var reader = new SegmentReader(file);
        if (segment is null || !reader.ReadFragments().All(reader.IsIntact) || reader.ValidLength != RandomAccess.GetLength(file))
        {
            wrong.Add($"{name.Path} does not play to its end");
        }

        return segment;
    }

    private void Account(CameraId camera, List<Segment> files, IReadOnlyList<Gap> gaps, List<string> wrong)
    {
        var now = time.GetUtcNow();
        var stretches = files.Select(segment => (segment.Start, segment.End, What: $"segment {segment.Sequence}"))
            .Concat(gaps.Select(gap => (gap.Start, End: gap.End ?? now, What: $"gap {gap.Cause}")))
            .OrderBy(stretch => stretch.Start)
            .ThenBy(stretch => stretch.End)
            .SkipWhile(stretch => files.Count > 0 && stretch.Start < files[0].Start);
        DateTimeOffset? until = null;
        foreach (var (start, end, what) in stretches)
        {
            if (until is { } covered && (start - covered).Duration() > Uneven)
            {
                wrong.Add($"{camera}: {(start > covered ? "nothing accounts" : "two things account")} for {covered:HH:mm:ss.fff} to {start:HH:mm:ss.fff}, before {what}");
            }

            until = until > end ? until : end;
        }
    }

    private static IEnumerable<string> Strangers(VolumeSet volumes) =>
        from volume in volumes.All
        from path in Directory.EnumerateFiles(volume.SegmentsRoot, "*", SearchOption.AllDirectories)
        where Path.GetExtension(path) is not (SegmentName.Extension or ".jsonl")
        select $"{path} is nobody's";
}
