using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Playback;

/// <summary>Opens the files of segments for reading while they are written, and remembers how they start.</summary>
internal sealed class SegmentFiles(VolumeSet volumes)
{
    // About the segments of three cameras' day; a playlist asks for the same ones again and again.
    private const int MostRemembered = 32_768;

    private readonly ConcurrentDictionary<Guid, SegmentStart> _starts = new();
    private readonly List<StreamFormat> _formats = [];
    private readonly Lock _formatsGate = new();

    /// <summary>
    /// Opens the footage as it was recorded, wherever and however it is kept; null when it was deleted meanwhile or its
    /// volume is not attached. A handle once opened stays readable.
    /// </summary>
    /// <exception cref="FaultException">The volume refuses.</exception>
    public Task<SafeFileHandle?> OpenAsync(Segment segment, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(OpenLocal(segment));
    }

    private SafeFileHandle? OpenLocal(Segment segment)
    {
        if (volumes.Find(segment.VolumeId) is not { } volume)
        {
            return null;
        }

        try
        {
            return File.OpenHandle(
                volume.Resolve(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"A segment file cannot be read: {refused.Message}", isTransient: true, refused);
        }
    }

    /// <summary>How the file starts; null when it is gone or damaged.</summary>
    public async Task<SegmentStart?> StartOfAsync(Segment segment, CancellationToken cancellation)
    {
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
            var start = new SegmentStart((int)reader.InitLength, Shared(reader.Format));
            if (_starts.Count >= MostRemembered)
            {
                _starts.Clear();
            }

            return _starts[segment.Id] = start;
        }
        catch (FaultException damaged) when (damaged.Kind == FaultKind.Format)
        {
            return null;
        }
    }

    /// <summary>The one instance of equal formats, so that thousands of segments of a camera cost one.</summary>
    private StreamFormat Shared(StreamFormat format)
    {
        lock (_formatsGate)
        {
            if (_formats.Find(format.Matches) is { } shared)
            {
                return shared;
            }

            if (_formats.Count >= 256)
            {
                _formats.Clear();
            }

            _formats.Add(format);
            return format;
        }
    }
}

/// <summary>The init section of a segment: its length in bytes, and the format it tells.</summary>
internal readonly record struct SegmentStart(int InitLength, StreamFormat Format);
