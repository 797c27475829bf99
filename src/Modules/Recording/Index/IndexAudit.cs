using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>Holds the index against the files, which are the truth, and makes it anew from them.</summary>
internal sealed class IndexAudit(VolumeSet volumes, FootageFiles files, PlainFootage plain, IndexStore store)
{
    // The wall time of a fragment is kept in NTP's 232 ps, that of the index in microseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>Reads every file and says where the index differs. The server may be running: a file being written is passed over.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation)
    {
        var differences = new List<string>();
        foreach (var camera in await CamerasAsync(cancellation))
        {
            var indexed = await store.AllSegmentsAsync(camera, cancellation);
            var newest = indexed.Count == 0 ? 0 : indexed[^1].Sequence;
            var found = WithAbsent(indexed, Segments(camera, cancellation).Where(segment => segment.Sequence <= newest || !IsInUse()));
            differences.AddRange(Compare(indexed, found));
            differences.AddRange(Compare(
                await store.AllGapsAsync(camera, cancellation),
                Gaps(camera, found)));
            differences.AddRange(Compare(await store.AllMarksAsync(camera, cancellation), Marks(camera, found)));
        }

        return differences;
    }

    /// <summary>Makes the index anew. The volume must not be in use.</summary>
    /// <returns>What was different before.</returns>
    /// <exception cref="FaultException">A server writes to the volume.</exception>
    public async Task<IReadOnlyList<string>> RebuildAsync(CancellationToken cancellation)
    {
        using var held = new HeldVolumes(volumes.All);
        var differences = new List<string>();
        foreach (var camera in await CamerasAsync(cancellation))
        {
            _ = TornTail.Mend(LocalDisk.Instance, plain, volumes, camera);
            var indexed = await store.AllSegmentsAsync(camera, cancellation);
            var segments = WithAbsent(indexed, Segments(camera, cancellation));
            var gaps = Gaps(camera, segments);
            differences.AddRange(Compare(indexed, segments));
            differences.AddRange(Compare(await store.AllGapsAsync(camera, cancellation), gaps));
            var marks = Marks(camera, segments);
            differences.AddRange(Compare(await store.AllMarksAsync(camera, cancellation), marks));
            await store.ReplaceAsync(camera, segments, gaps, marks, cancellation);
        }

        return differences;
    }

    private async Task<IReadOnlyList<CameraId>> CamerasAsync(CancellationToken cancellation) =>
        [.. files.Cameras()
            .Union(await store.CamerasAsync(cancellation))
            .OrderBy(camera => camera.Value)];

    private IEnumerable<Segment> Segments(CameraId camera, CancellationToken cancellation)
    {
        foreach (var (volume, name) in files.OldestFirst(camera))
        {
            cancellation.ThrowIfCancellationRequested();
            if (files.Read(volume, name) is { } segment)
            {
                yield return segment;
            }
        }
    }

    /// <summary>What lies on a volume that is not attached is not gone: it is taken as it was indexed.</summary>
    private List<Segment> WithAbsent(IReadOnlyList<Segment> indexed, IEnumerable<Segment> found) =>
        [.. found
            .Concat(indexed.Where(row => volumes.Find(row.VolumeId) is null))
            .DistinctBy(segment => segment.Id)
            .OrderBy(segment => segment.Sequence)];

    private IReadOnlyList<Gap> Gaps(CameraId camera, IReadOnlyList<Segment> segments) =>
        FootageFiles.GapsWithHoles(camera, segments, files.Gaps(camera));

    /// <summary>What the index keeps: the marks of footage that is there.</summary>
    private IReadOnlyList<Mark> Marks(CameraId camera, List<Segment> segments) =>
        [.. files.Marks(camera).Where(mark => segments.Count == 0 || mark.To >= segments[0].Start)];

    private bool IsInUse()
    {
        try
        {
            new HeldVolumes(volumes.All).Dispose();
            return false;
        }
        catch (FaultException)
        {
            return true;
        }
    }

    private static IEnumerable<string> Compare(IReadOnlyList<Segment> indexed, IReadOnlyList<Segment> found)
    {
        var rows = indexed.ToDictionary(segment => segment.Id);
        foreach (var segment in found)
        {
            if (!rows.Remove(segment.Id, out var row))
            {
                yield return $"{segment.Path}: not in the index";
            }
            else if (!Same(row, segment))
            {
                yield return $"{segment.Path}: the index says something else";
            }
        }

        foreach (var row in rows.Values.Where(row => row.IsLocal))
        {
            yield return $"{row.Path}: in the index, not on the volume";
        }
    }

    private static bool Same(Segment row, Segment file) =>
        row.Bytes == file.Bytes && row.Path == file.Path && row.RunId == file.RunId && row.Sequence == file.Sequence
        && row.Sha256.AsSpan().SequenceEqual(file.Sha256) && row.ChainHash.AsSpan().SequenceEqual(file.ChainHash)
        && Near(row.Start, file.Start) && Near(row.End, file.End);

    private static IEnumerable<string> Compare(IReadOnlyList<Gap> indexed, IReadOnlyList<Gap> noted)
    {
        var rows = indexed.ToDictionary(gap => gap.Id);
        foreach (var gap in noted)
        {
            if (!rows.Remove(gap.Id, out var row))
            {
                yield return $"{gap.CameraId}: the gap from {gap.Start:O} is not in the index";
            }
            else if (row.Cause != gap.Cause || !Near(row.Start, gap.Start) || !Near(row.End, gap.End))
            {
                yield return $"{gap.CameraId}: the index says something else of the gap from {gap.Start:O}";
            }
        }

        foreach (var row in rows.Values)
        {
            yield return $"{row.CameraId}: the gap from {row.Start:O} is in the index, not on the volume";
        }
    }

    private static IEnumerable<string> Compare(IReadOnlyList<Mark> indexed, IReadOnlyList<Mark> noted)
    {
        var rows = indexed.ToDictionary(mark => mark.Id);
        foreach (var mark in noted)
        {
            if (!rows.Remove(mark.Id, out var row))
            {
                yield return $"{mark.CameraId}: the mark from {mark.From:O} is not in the index";
            }
            else if (row.Class != mark.Class || !Near(row.From, mark.From) || !Near(row.To, mark.To))
            {
                yield return $"{mark.CameraId}: the index says something else of the mark from {mark.From:O}";
            }
        }

        foreach (var row in rows.Values)
        {
            yield return $"{row.CameraId}: the mark from {row.From:O} is in the index, not on the volume";
        }
    }

    private static bool Near(DateTimeOffset? one, DateTimeOffset? other) =>
        one is { } first && other is { } second ? (first - second).Duration() <= Rounding : one is null && other is null;
}
