using Microsoft.Extensions.Caching.Memory;
using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Platform.Pictures;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Playback;

/// <summary>Still pictures of recorded footage, kept for a moment because pages ask for the same ones again.</summary>
internal sealed class Snapshots(
    FootageIndex index, LiveFootage live, SegmentFiles files, PictureDecoder decoder, TimeProvider time) : IDisposable
{
    private const long CacheBytes = 16 << 20;
    private const int LargestPicture = 16 << 20;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = CacheBytes });

    /// <summary>The key picture at or before <paramref name="at"/>, the newest one when null; null when nothing is recorded then.</summary>
    /// <exception cref="FaultException">The decoder or the disk failed.</exception>
    public async Task<Snapshot?> TakeAsync(CameraId camera, DateTimeOffset? at, int? width, CancellationToken cancellation)
    {
        if (await FindAsync(camera, at, cancellation) is not { } segment)
        {
            return null;
        }

        using var file = await files.OpenAsync(segment, cancellation);
        if (file is null)
        {
            return null;
        }

        var reader = new SegmentReader(file);
        if (KeyFrames.AtOrBefore(KeyFrames.List(reader), at ?? DateTimeOffset.MaxValue) is not { Sample.Size: <= LargestPicture } key)
        {
            return null;
        }

        var name = (segment.Id, key.Sample.Offset, width);
        if (_cache.TryGetValue(name, out byte[]? known))
        {
            return new Snapshot(key.WallTime, known!);
        }

        var picture = new byte[key.Sample.Size];
        var read = await RandomAccess.ReadAsync(file, picture, key.Sample.Offset, cancellation);
        var format = reader.Format.Video;
        var still = StillPicture.Write(format, picture.AsSpan(0, read));
        var jpeg = format.Codec == Codec.Mjpeg && width is null
            ? still
            : await decoder.ToJpegAsync(still, StillPicture.FormatOf(format.Codec), width, cancellation);
        return new Snapshot(key.WallTime, _cache.Set(name, jpeg, new MemoryCacheEntryOptions { Size = jpeg.Length, AbsoluteExpirationRelativeToNow = Kept }));
    }

    public void Dispose() => _cache.Dispose();

    private async Task<Segment?> FindAsync(CameraId camera, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (at is null && live.Of(camera) is var state && (state.Open ?? state.Last) is { } newest)
        {
            return newest;
        }

        if ((at ?? await NewestAsync(camera, cancellation)) is not { } instant)
        {
            return null;
        }

        var found = await index.SegmentsAsync(camera, instant, instant.AddMilliseconds(1), cancellation);
        return found.Count > 0 ? found[^1] : null;
    }

    /// <summary>The last recorded instant of a camera that is not recorded now.</summary>
    private async Task<DateTimeOffset?> NewestAsync(CameraId camera, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ranges = await index.RangesAsync(camera, now - FootageRange.Longest, now, cancellation);
        return ranges.Count > 0 ? ranges[^1].End.AddMilliseconds(-1) : null;
    }
}

/// <summary>A still picture and when it was taken.</summary>
internal sealed record Snapshot(DateTimeOffset At, byte[] Jpeg);
