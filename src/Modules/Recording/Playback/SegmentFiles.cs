using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Archive;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Playback;

/// <summary>Opens the files of segments for reading while they are written, and remembers how they start.</summary>
internal sealed class SegmentFiles(VolumeSet volumes, DecryptedFootage decrypted, FetchedSegments fetched)
{
    // About the segments of three cameras' day; a playlist asks for the same ones again and again.
    private const int MostRemembered = 32_768;

    private readonly ConcurrentDictionary<Guid, SegmentStart> _starts = new();

    /// <summary>
    /// Opens the footage as it was recorded, wherever and however it is kept; null when it was deleted meanwhile or its
    /// volume is not attached. A handle once opened stays readable. What is in the archive only is fetched first.
    /// </summary>
    /// <exception cref="FaultException">The volume or the archive refuses, or the footage is encrypted and its key is destroyed.</exception>
    public async Task<SafeFileHandle?> OpenAsync(Segment segment, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await OpenStoredAsync(segment, cancellation) is { } stored
            ? decrypted.Open(segment, stored)
            : null;
    }

    private async Task<SafeFileHandle?> OpenStoredAsync(Segment segment, CancellationToken cancellation)
    {
        try
        {
            if (StoredFile.Open(volumes, segment) is { } file)
            {
                return file;
            }
        }
        catch (FaultException refused) when (segment.ArchivedAs is not null && refused.Kind == FaultKind.Disk)
        {
            // What a failing disk does not give, the archive has.
        }

        return segment.ArchivedAs is null ? null : await fetched.OpenAsync(segment, cancellation);
    }

    /// <summary>How the file starts; null when it is gone or damaged. The file is opened only when the index does not know.</summary>
    public async Task<SegmentStart?> StartOfAsync(Segment segment, CancellationToken cancellation)
    {
        if (segment is { InitLength: > 0, FormatPrint: not 0 })
        {
            return new SegmentStart(segment.InitLength, segment.FormatPrint);
        }

        if (_starts.TryGetValue(segment.Id, out var known))
        {
            return known;
        }

        try
        {
            using var file = await OpenAsync(segment, cancellation);
            if (file is null)
            {
                return null;
            }

            var reader = new SegmentReader(file);
            if (_starts.Count >= MostRemembered)
            {
                _starts.Clear();
            }

            return _starts[segment.Id] = new SegmentStart((int)reader.InitLength, FormatPrint.Of(reader.Format));
        }
        catch (FaultException damaged) when (damaged.Kind == FaultKind.Format)
        {
            return null;
        }
    }
}

/// <summary>The init section of a segment: its length in bytes, and a number for the format it tells.</summary>
internal readonly record struct SegmentStart(int InitLength, long FormatPrint);
