using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Index;

/// <summary>
/// Deletes segments in two phases: the row is marked, the file goes, the row goes. Interrupted anywhere, the next start
/// finishes it. When the database is away the files go all the same, because a disk must never fill.
/// </summary>
/// <remarks>Every deletion begins with <see cref="LiveHolds"/>, which lets nothing go that is held.</remarks>
internal sealed class FootageDeletion(
    AttachedVolumes volumes,
    IDisk disk,
    IndexStore index,
    RetentionStore store,
    UnindexedFacts facts,
    LiveHolds holds,
    DeletionNotes notes,
    TimeProvider time,
    ILogger<FootageDeletion> logger)
{
    private const int Batch = 500;

    // A database that is away answers late; a disk that fills does not wait for it each time.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>Deletes the segments' files on a volume, those held excepted, and gives their space back.</summary>
    /// <param name="place">The space of the volume they lie on; null when they are in the archive only.</param>
    /// <param name="doomed">The segments.</param>
    /// <param name="keepArchived">
    /// Whether what the archive has a copy of stays footage, there only. When not, copies go too as soon as the archive lets
    /// them: this is the way for what is in the archive only as well.
    /// </param>
    /// <param name="cancellation">Stops before a file goes.</param>
    public async Task<DeletionResult> DeleteAsync(
        VolumeSpace? place, IReadOnlyList<DoomedSegment> doomed, bool keepArchived, CancellationToken cancellation)
    {
        using var deletion = holds.Begin(doomed);
        List<SegmentName> names = [.. deletion.Segments.Select(segment => segment.Name)];
        var isMarked = await TryMarkAsync(names, keepArchived, cancellation);
        if (place is not null && names.Count > 0)
        {
            TryNote(place, names, keepArchived);
        }

        var (gone, bytes) = place is null ? (isMarked ? names : [], 0) : DeleteFiles(place, names);
        foreach (var name in gone)
        {
            facts.Add(keepArchived ? new Fact.Evicted(name) : new Fact.Deleted(name));
        }

        if (isMarked && gone.Count < names.Count)
        {
            await store.UnmarkAsync([.. names.Except(gone)], isLocal: true, cancellation);
        }

        return new DeletionResult(gone, bytes);
    }

    /// <summary>Finishes what an earlier life of the process began, unless somebody holds it now.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var segment in await index.DeletingAsync(cancellation))
        {
            // On a volume that is not attached it is finished once that is back.
            var volume = volumes.Find(segment.VolumeId);
            if (volume is { Condition.IsReadable: true } || !segment.IsLocal)
            {
                await FinishAsync(segment, segment.IsLocal ? volume : null, cancellation);
            }
        }
    }

    /// <summary>Tells the index of deletions it never heard of, or forgot with the power: what was noted and has no file.</summary>
    public async Task MakeUpAsync(CancellationToken cancellation)
    {
        foreach (var batch in notes.Read().Chunk(Batch))
        {
            var gone = batch.Where(note =>
                volumes.Find(note.Volume) is { Condition.IsReadable: true } place
                && !File.Exists(Path.Combine(place.Volume.Root, note.Name.Path))).ToList();
            var known = await index.PathsAsync([.. gone.Select(note => note.Name)], cancellation);
            await index.WriteAsync(
                [.. gone.Where(note => known.Contains(note.Name.Path))
                    .Select(note => note.KeepArchived ? (Fact)new Fact.Evicted(note.Name) : new Fact.Deleted(note.Name))],
                cancellation);
        }
    }

    private async Task FinishAsync(Segment segment, AttachedVolume? volume, CancellationToken cancellation)
    {
        var name = new SegmentName(segment.CameraId, segment.Start, segment.Sequence);
        using var deletion = holds.Begin([new DoomedSegment(name, segment.End)]);
        var isFile = volume is not null && File.Exists(volume.Volume.Resolve(segment));
        if (deletion.Segments.Count == 0 && (isFile || segment.ArchivedAs is not null))
        {
            await store.UnmarkAsync([name], isFile, cancellation);
        }
        else if (volume is null || DeleteFiles(volume.Space, [name]).Gone.Count > 0)
        {
            facts.Add(new Fact.Deleted(name));
        }
    }

    private void TryNote(VolumeSpace place, List<SegmentName> names, bool keepArchived)
    {
        try
        {
            notes.Add(place.Volume.Id, names, keepArchived);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A disk must not fill because another one has: the mark in the index is what is left.
            RecordingLog.DeletionNotNoted(logger, names.Count, refused.Message);
        }
    }

    private async Task<bool> TryMarkAsync(List<SegmentName> names, bool keepArchived, CancellationToken cancellation)
    {
        if (names.Count == 0 || time.GetUtcNow() < _notBefore)
        {
            return false;
        }

        try
        {
            await (keepArchived ? index.MarkEvictedAsync(names, cancellation) : index.MarkDeletingAsync(names, cancellation));
            return true;
        }
        catch (FaultException away)
        {
            _notBefore = time.GetUtcNow() + AskAgain;
            RecordingLog.DeletingUnmarked(logger, names.Count, away);
            return false;
        }
    }

    /// <summary>Their rows go only when a power cut cannot bring the files back.</summary>
    private (List<SegmentName> Gone, long Bytes) DeleteFiles(VolumeSpace place, IReadOnlyList<SegmentName> names)
    {
        var (gone, bytes) = (new List<SegmentName>(), 0L);
        foreach (var hour in names.GroupBy(name => Path.GetDirectoryName(Path.Combine(place.Volume.Root, name.Path))!))
        {
            var deleted = DeleteEach(place, hour, ref bytes);
            if (deleted.Count > 0 && TryFlush(hour.Key))
            {
                gone.AddRange(deleted);
            }
        }

        return (gone, bytes);
    }

    private List<SegmentName> DeleteEach(VolumeSpace place, IEnumerable<SegmentName> names, ref long bytes)
    {
        var deleted = new List<SegmentName>();
        foreach (var name in names)
        {
            if (TryDelete(place, name, ref bytes))
            {
                deleted.Add(name);
            }
        }

        return deleted;
    }

    private bool TryDelete(VolumeSpace place, SegmentName name, ref long bytes)
    {
        var file = new FileInfo(Path.Combine(place.Volume.Root, name.Path));
        try
        {
            if (file.Exists)
            {
                var length = file.Length;
                disk.Delete(file.FullName);
                place.Give(length);
                bytes += length;
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            RecordingLog.DeletionRefused(logger, name.Path, refused.Message);
            return false;
        }
    }

    private bool TryFlush(string hour)
    {
        try
        {
            if (Directory.Exists(hour))
            {
                disk.FlushDirectory(hour);
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            RecordingLog.DeletionRefused(logger, hour, refused.Message);
            return false;
        }
    }
}
