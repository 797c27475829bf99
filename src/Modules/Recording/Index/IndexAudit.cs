using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// Holds the index against the files, which are the truth, and makes it anew from them: a camera's day at a time, so that it
/// needs no more memory for a year than for a day. Volumes that are not there are left out and said to be.
/// </summary>
internal sealed class IndexAudit(
    AttachedVolumes attached, VolumeSet volumes, FootageFiles files, PlainFootage plain, AuditStore store, IndexStore index)
{
    /// <summary>Reads every file and says where the index differs. The server may be running: what it has just written is passed over.</summary>
    /// <param name="say">Gets a line for each difference.</param>
    /// <param name="progress">Gets a line now and then.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>How many differences there are.</returns>
    public async Task<int> CheckAsync(Action<string> say, Action<string> progress, CancellationToken cancellation)
    {
        TellAbsent(progress);
        var (count, isInUse) = (0, IsInUse());
        foreach (var (camera, number, of) in await CamerasAsync(cancellation))
        {
            progress($"camera {number} of {of}: {camera}");
            await foreach (var day in DaysAsync(camera, cancellation))
            {
                foreach (var difference in isInUse ? await StillTrueAsync(day, cancellation) : [.. day.Differences.Select(difference => difference.Text)])
                {
                    say(difference);
                    count++;
                }
            }
        }

        return count;
    }

    /// <summary>Makes the index anew. No volume may be in use. Interrupted, the days done are done; doing it twice changes nothing more.</summary>
    /// <returns>How many differences were mended.</returns>
    /// <exception cref="FaultException">A server writes to a volume.</exception>
    public async Task<int> RebuildAsync(Action<string> say, Action<string> progress, CancellationToken cancellation)
    {
        using var held = new HeldVolumes(volumes.All);
        TellAbsent(progress);
        return await RebuildAsync(await CamerasAsync(cancellation), say, progress, cancellation);
    }

    private async Task<int> RebuildAsync(
        List<(CameraId, int, int)> cameras, Action<string> say, Action<string> progress, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var (camera, number, of) in cameras)
        {
            progress($"camera {number} of {of}: {camera}");
            _ = TornTail.Mend(LocalDisk.Instance, plain, volumes, camera);
            await foreach (var day in DaysAsync(camera, cancellation))
            {
                foreach (var (_, difference) in day.Differences)
                {
                    say(difference);
                    count++;
                }

                await store.ReplaceAsync(
                    camera, day.Day, day.Wrong, day.Found, day.IsJournalled ? day.Gaps : null, day.IsJournalled ? day.Marks : null, cancellation);
            }
        }

        return count;
    }

    private void TellAbsent(Action<string> progress)
    {
        foreach (var absent in attached.All.Where(volume => !volume.Condition.IsReadable))
        {
            progress($"The volume {absent.Entry.Name} ({absent.Volume.Root}) cannot be read; what the index says of it is left as it is.");
        }
    }

    private async Task<List<(CameraId Camera, int Number, int Of)>> CamerasAsync(CancellationToken cancellation)
    {
        List<CameraId> cameras = [.. files.Folders().Select(folder => folder.CameraId)
            .Union(await store.CamerasAsync(cancellation))
            .OrderBy(camera => camera.Value)];
        return [.. cameras.Select((camera, at) => (camera, at + 1, cameras.Count))];
    }

    private async IAsyncEnumerable<AuditedDay> DaysAsync(
        CameraId camera, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var inFolders = files.Days(camera);
        var holes = new FootageHoles(camera);
        var oldest = files.Folders(camera).Select(folder => folder.OldestStart()).Min();
        foreach (var day in inFolders.Union(await store.DaysAsync(camera, cancellation)).Order())
        {
            var indexed = await store.ReadAsync(camera, day, cancellation);
            var found = new List<Segment>();
            foreach (var (volume, name) in files.SegmentsOf(camera, day))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!indexed.Deleting.Contains(SegmentName.IdOf(camera, name.Sequence)) && files.Read(volume, name) is { } segment)
                {
                    found.Add(segment);
                }
            }

            // The end of a gap that nobody wrote down is known to the index from what came next.
            var ends = indexed.Gaps.ToDictionary(gap => gap.Id, gap => gap.End);
            List<Gap> gaps = [.. files.GapsOf(camera, day).Select(gap => gap.End is null ? gap with { End = ends.GetValueOrDefault(gap.Id) } : gap)];
            yield return new AuditedDay(
                day,
                inFolders.Contains(day),
                indexed with { Segments = [.. indexed.Segments.Where(row => row.IsLocal && files.IsReadable(row.VolumeId))] },
                found,
                [.. gaps.Concat(holes.Take(found, gaps)).OrderBy(gap => gap.Start)],
                // Marks of footage that is gone are forgotten by the index, and go from the volume with their day.
                [.. files.MarksOf(camera, day).Where(mark => oldest is null || mark.To >= oldest)]);
        }
    }

    /// <summary>What still differs when it is looked at again: a running server records, indexes and deletes meanwhile.</summary>
    private async Task<IReadOnlyList<string>> StillTrueAsync(AuditedDay day, CancellationToken cancellation)
    {
        var differences = new List<string>();
        foreach (var (segment, difference) in day.Differences)
        {
            if (segment is null || await IsCertainAsync(day, segment, cancellation))
            {
                differences.Add(difference);
            }
        }

        return differences;
    }

    private async Task<bool> IsCertainAsync(AuditedDay day, Segment segment, CancellationToken cancellation) =>
        day.Found.Any(found => found.Id == segment.Id)
            ? segment.Sequence <= await index.NewestSequenceAsync(segment.CameraId, segment.VolumeId, cancellation)
                && !await store.HasAsync(segment.Id, cancellation)
            : await store.HasAsync(segment.Id, cancellation);

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
}
