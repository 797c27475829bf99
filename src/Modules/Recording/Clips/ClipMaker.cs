using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Pictures;
using Vedette.Platform.Storage;
using Vedette.Recording.Exporting;
using Vedette.Recording.Footage;
using Vedette.Recording.Playback;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Clips;

/// <summary>Makes the files of a clip: footage as it was coded, one file for each camera, and a picture of its moment.</summary>
internal sealed class ClipMaker(
    ExportParts parts, FootageExport export, Snapshots snapshots, ClipFolder folder, LiveSettings settings, ILogger<ClipMaker> logger)
{
    private const int WriteSize = 1 << 17;

    /// <exception cref="FaultException">The disk failed or is too full.</exception>
    /// <exception cref="NoFootageException">Nothing at all is recorded in the range.</exception>
    public async Task<ClipResult> MakeAsync(ClipJob job, Action<double> report, CancellationToken cancellation)
    {
        var range = new FootageRange(job.From, job.To);
        var found = new List<ExportPart>();
        foreach (var camera in job.CameraIds)
        {
            found.Add(await parts.FindAsync(camera, range, cancellation));
        }

        var total = Math.Max(1, found.Sum(part => part.Segments.Sum(segment => segment.Bytes)));
        var done = 0L;
        var files = new List<ClipFile>();
        folder.Prepare(job.Id);
        foreach (var part in found.Where(part => part.Segments.Count > 0))
        {
            if (await WriteAsync(part) is { } file)
            {
                files.Add(file);
            }
        }

        if (files.Count == 0)
        {
            throw new NoFootageException();
        }

        var hasSnapshot = await TakeSnapshotAsync(job, found, cancellation);
        return new ClipResult(files, [.. found.SelectMany(part => part.Gaps)], hasSnapshot);

        async Task<ClipFile?> WriteAsync(ExportPart part)
        {
            var path = folder.FileOf(job.Id, part.CameraId);
            var draft = path + ".part";
            long length;
            string hash;
            await using (var output = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, WriteSize, FileOptions.Asynchronous))
            {
                await using var hashing = new HashingStream(output);
                await export.WriteAsync(part.Segments, range, hashing, Admit, cancellation);
                await output.FlushAsync(cancellation);
                DurableFile.Flush(output.SafeFileHandle);
                (length, hash) = (hashing.Length, hashing.Sha256());
            }

            if (length == 0)
            {
                // All of it was deleted while it was read.
                File.Delete(draft);
                return null;
            }

            File.Move(draft, path, overwrite: true);
            return new ClipFile(part.CameraId, part.Name, length, hash);
        }

        void Admit(Segment segment)
        {
            if (!folder.HasRoomFor(segment.Bytes, settings.Current))
            {
                throw new FaultException(FaultKind.Disk, "The disk has no room for the clip: free some space or delete clips that are not needed.");
            }

            report((double)done / total);
            done += segment.Bytes;
        }
    }

    /// <summary>The picture at the clip's moment, or the first there is. Footage without a picture is still footage.</summary>
    private async Task<bool> TakeSnapshotAsync(ClipJob job, List<ExportPart> found, CancellationToken cancellation)
    {
        try
        {
            foreach (var part in found.Where(part => part.Segments.Count > 0))
            {
                var first = part.Segments[0].Start > job.From ? part.Segments[0].Start : job.From;
                var snapshot = await snapshots.TakeAsync(part.CameraId, job.Moment, null, cancellation)
                    ?? await snapshots.TakeAsync(part.CameraId, first, null, cancellation);
                if (snapshot is not null)
                {
                    await File.WriteAllBytesAsync(folder.SnapshotOf(job.Id), snapshot.Jpeg, cancellation);
                    return true;
                }
            }
        }
        catch (Exception failed) when (failed is DecoderMissingException || failed is FaultException { Kind: FaultKind.ChildProcess or FaultKind.Format })
        {
            RecordingLog.ClipWithoutSnapshot(logger, job.Id, failed);
        }

        return false;
    }
}
