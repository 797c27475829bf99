using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// Deletes segments in two phases: the row is marked, the file goes, the row goes. Interrupted anywhere, the next start
/// finishes it. When the database is away the files go all the same, because a disk must never fill.
/// </summary>
internal sealed class FootageDeletion(VolumeSpace space, IndexStore store, UnindexedFacts facts, ILogger<FootageDeletion> logger)
{
    /// <summary>Deletes the segments and gives their space back.</summary>
    /// <returns>How many bytes went.</returns>
    public async Task<long> DeleteAsync(IReadOnlyList<SegmentName> names, CancellationToken cancellation)
    {
        try
        {
            await store.MarkDeletingAsync(names, cancellation);
        }
        catch (FaultException away)
        {
            RecordingLog.DeletingUnmarked(logger, names.Count, away);
        }

        return names.Sum(Delete);
    }

    /// <summary>Finishes what an earlier life of the process began.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var segment in await store.DeletingAsync(cancellation))
        {
            _ = Delete(new SegmentName(segment.CameraId, segment.Start, segment.Sequence));
        }
    }

    private long Delete(SegmentName name)
    {
        var file = new FileInfo(Path.Combine(space.Volume.Root, name.Path));
        var bytes = file.Exists ? file.Length : 0;
        file.Delete();
        space.Give(bytes);
        facts.Add(new Fact.Deleted(name));
        return bytes;
    }
}
