using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// Deletes segments in two phases: the row is marked, the file goes, the row goes. Interrupted anywhere, the next start
/// finishes it. When the database is away the files go all the same, because a disk must never fill.
/// </summary>
internal sealed class FootageDeletion(AttachedVolumes volumes, IndexStore store, UnindexedFacts facts, ILogger<FootageDeletion> logger)
{
    /// <summary>
    /// Deletes segments of a volume, because they may not be kept any longer: the files now, copies in the archive
    /// as soon as it lets them go. For footage that is in the archive only, this is the way too.
    /// </summary>
    /// <returns>How many bytes of files went.</returns>
    public Task<long> DeleteAsync(VolumeSpace space, IReadOnlyList<SegmentName> names, CancellationToken cancellation) =>
        DeleteAsync(space, names, store.MarkDeletingAsync, static name => new Fact.Deleted(name), cancellation);

    /// <summary>
    /// Deletes the files of segments of a volume to make room. What the archive has a copy of stays footage, there only; the rest is
    /// gone, so ask for what is archived first.
    /// </summary>
    /// <returns>How many bytes of files went.</returns>
    public Task<long> EvictAsync(VolumeSpace space, IReadOnlyList<SegmentName> names, CancellationToken cancellation) =>
        DeleteAsync(space, names, store.MarkEvictedAsync, static name => new Fact.Evicted(name), cancellation);

    /// <summary>Finishes what an earlier life of the process began.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var segment in await store.DeletingAsync(cancellation))
        {
            // On a volume that is not attached it is finished once that is back.
            if (volumes.Find(segment.VolumeId) is { Condition.IsReadable: true } volume)
            {
                var name = new SegmentName(segment.CameraId, segment.Start, segment.Sequence);
                _ = Delete(volume.Space, name, new Fact.Deleted(name));
            }
        }
    }

    private async Task<long> DeleteAsync(
        VolumeSpace space,
        IReadOnlyList<SegmentName> names,
        Func<IReadOnlyList<SegmentName>, CancellationToken, Task> mark,
        Func<SegmentName, Fact> gone,
        CancellationToken cancellation)
    {
        try
        {
            await mark(names, cancellation);
        }
        catch (FaultException away)
        {
            RecordingLog.DeletingUnmarked(logger, names.Count, away);
        }

        return names.Sum(name => Delete(space, name, gone(name)));
    }

    private long Delete(VolumeSpace space, SegmentName name, Fact gone)
    {
        var file = new FileInfo(Path.Combine(space.Volume.Root, name.Path));
        var bytes = file.Exists ? file.Length : 0;
        file.Delete();
        space.Give(bytes);
        facts.Add(gone);
        return bytes;
    }
}
