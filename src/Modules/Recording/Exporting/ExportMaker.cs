using System.IO.Compression;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Playback;
using Vedette.Recording.Sealing;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Exporting;

/// <summary>Makes the file of an export: footage as it was coded, hashed on the way, flushed before it counts.</summary>
internal sealed class ExportMaker(
    ExportParts parts, FootageExport export, SealedExport sealing, ExportFolder folder, LiveSettings settings)
{
    private const int WriteSize = 1 << 17;

    /// <exception cref="FaultException">The disk failed or is too full.</exception>
    /// <exception cref="NoFootageException">Nothing at all is recorded in the range.</exception>
    /// <exception cref="NothingToSealException">The same, of a sealed one.</exception>
    public Task<ExportResult> MakeAsync(ExportJob job, Action<double> report, CancellationToken cancellation) =>
        job.Sealed ? SealAsync(job, report, cancellation) : CopyAsync(job, report, cancellation);

    private async Task<ExportResult> SealAsync(ExportJob job, Action<double> report, CancellationToken cancellation)
    {
        var order = new SealOrder(
            job.Id, job.CameraIds, new FootageRange(job.From, job.To), job.Reason, job.CreatedBy, job.CreatedByName, job.CreatedAt);
        var draft = folder.DraftOf(job);
        ExportResult result;
        await using (var output = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, WriteSize, FileOptions.Asynchronous))
        {
            await using var hashing = new HashingStream(output);
            var manifest = await sealing.MakeAsync(order, hashing, draft + ".pieces", Admit, report, cancellation);
            await output.FlushAsync(cancellation);
            DurableFile.Flush(output.SafeFileHandle);
            result = new ExportResult(
                hashing.Length,
                [new ExportFile(ExportName.OfSealed(job), hashing.Length, hashing.Sha256())],
                [.. manifest.Gaps.Select(gap => new ExportGap(gap.Camera, gap.Start, gap.End, gap.Cause))]);
        }

        File.Move(draft, folder.FileOf(job), overwrite: true);
        return result;
    }

    private async Task<ExportResult> CopyAsync(ExportJob job, Action<double> report, CancellationToken cancellation)
    {
        var range = new FootageRange(job.From, job.To);
        var found = new List<ExportPart>();
        foreach (var camera in job.CameraIds)
        {
            found.Add(await parts.FindAsync(camera, range, cancellation));
        }

        var total = Math.Max(1, found.Sum(part => part.Segments.Sum(segment => segment.Bytes)));
        if (found.TrueForAll(part => part.Segments.Count == 0))
        {
            throw new NoFootageException();
        }

        var done = 0L;
        var draft = folder.DraftOf(job);
        var files = new List<ExportFile>();
        await using (var output = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, WriteSize, FileOptions.Asynchronous))
        {
            if (job.IsArchive)
            {
                using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
                foreach (var part in found.Where(part => part.Segments.Count > 0))
                {
                    await using var entry = await archive.CreateEntry(part.Name, CompressionLevel.NoCompression).OpenAsync(cancellation);
                    files.Add(await WriteAsync(part, entry));
                }
            }
            else
            {
                files.Add(await WriteAsync(found[0], output));
            }

            await output.FlushAsync(cancellation);
            DurableFile.Flush(output.SafeFileHandle);
        }

        File.Move(draft, folder.FileOf(job), overwrite: true);
        return new ExportResult(new FileInfo(folder.FileOf(job)).Length, files, [.. found.SelectMany(part => part.Gaps)]);

        async Task<ExportFile> WriteAsync(ExportPart part, Stream output)
        {
            await using var hashing = new HashingStream(output);
            await export.WriteAsync(part.Segments, range, hashing, Count, cancellation);
            return new ExportFile(part.Name, hashing.Length, hashing.Sha256());
        }

        void Count(Segment segment)
        {
            Admit(segment.Bytes);
            report((double)done / total);
            done += segment.Bytes;
        }
    }

    private void Admit(long bytes)
    {
        if (!folder.HasRoomFor(bytes, settings.Current))
        {
            throw new FaultException(FaultKind.Disk, "The disk has no room for the export: free some space or export a shorter range.");
        }
    }
}

/// <summary>There is nothing to export.</summary>
internal sealed class NoFootageException() : Exception("Nothing is recorded in this range.");
