using System.Net;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Archive.S3;

/// <summary>A range of a file as the body of a request, sent no faster than allowed.</summary>
internal sealed class FileContent(SafeFileHandle file, long start, long length, Pace pace, StallGuard guard) : HttpContent
{
    // Small enough that a slow pace does not look like a stall.
    private const int PieceBytes = 1 << 15;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[PieceBytes];
        for (var sent = 0L; sent < length;)
        {
            var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - sent)), start + sent, guard.Token);
            if (read == 0)
            {
                throw new ArchiveException(ArchiveCause.FileGone, "The file became shorter while it was sent.");
            }

            await pace.TakeAsync(read, guard.Token);
            await stream.WriteAsync(buffer.AsMemory(0, read), guard.Token);
            sent += read;
            guard.Touch();
        }
    }

    protected override bool TryComputeLength(out long bytes)
    {
        bytes = length;
        return true;
    }
}
