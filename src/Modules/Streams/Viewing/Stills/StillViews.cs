using Microsoft.Extensions.Caching.Memory;
using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Platform.Pictures;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing.Stills;

/// <summary>Still pictures of the newest key picture: decoded once for all who ask, and kept for a moment.</summary>
internal sealed class StillViews(PictureDecoder decoder) : IDisposable
{
    private const long CacheBytes = 16 << 20;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    /// <summary>A stream that was not connected has this long to send its first picture.</summary>
    private static readonly TimeSpan FirstPicture = TimeSpan.FromSeconds(5);

    // Few widths, so that many askers share few pictures.
    private static readonly int[] Widths = [160, 320, 640, 960, 1280, 1920, 3840];

    private readonly Lock _gate = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = CacheBytes });
    private readonly Dictionary<string, Task<Still>> _making = [];

    /// <summary>The newest key picture, at most about as wide as asked for; null when there is none.</summary>
    /// <exception cref="FaultException">The decoder failed.</exception>
    public async Task<Still?> TakeAsync(CameraFeed feed, int? width, CancellationToken cancellation)
    {
        if (await FindAsync(feed, cancellation) is not { } key)
        {
            return null;
        }

        Task<Still> making;
        try
        {
            making = ShareAsync(feed, key, ClassOf(width, key.Track));
        }
        finally
        {
            key.Release();
        }

        return await making.WaitAsync(cancellation);
    }

    public void Dispose() => _cache.Dispose();

    /// <summary>The picture is taken as it is when it is no wider than wanted.</summary>
    private static int? ClassOf(int? width, TrackFormat format) =>
        width is { } wanted && Array.Find(Widths, one => one >= wanted) is > 0 and var one && one < format.Width ? one : null;

    /// <summary>Leased to the caller.</summary>
    private static async Task<AccessUnit?> FindAsync(CameraFeed feed, CancellationToken cancellation)
    {
        using var cursor = feed.Hub.OpenCursor();
        var reading = cursor.Read();
        if (reading.Kind == ReadingKind.None && feed.Standing.State is FeedState.Idle or FeedState.Connecting)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(FirstPicture);
            try
            {
                reading = await cursor.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return null;
            }
        }

        if (reading.Unit is not { } unit || (unit.IsVideo && unit.IsKey))
        {
            return reading.Unit;
        }

        unit.Release();
        return null;
    }

    private Task<Still> ShareAsync(CameraFeed feed, AccessUnit key, int? width)
    {
        var tag = $"{key.Header.Run.Id:N}-{feed.Choice}-{key.Header.DecodeTicks:x}-{width ?? 0}";
        lock (_gate)
        {
            if (_cache.TryGetValue(tag, out Still? known))
            {
                return Task.FromResult(known!);
            }

            if (!_making.TryGetValue(tag, out var making))
            {
                _making[tag] = making = MakeAsync(tag, key.WallTime, key.Track, StillPicture.Write(key.Track, key.Bytes.Span), width);
            }

            return making;
        }
    }

    /// <summary>Not cancelled by one asker who leaves: others may wait for the same picture. The decoder has its own limit.</summary>
    private async Task<Still> MakeAsync(string tag, DateTimeOffset at, TrackFormat format, byte[] picture, int? width)
    {
        await Task.Yield();
        try
        {
            var jpeg = format.Codec == Codec.Mjpeg && width is null
                ? picture
                : await decoder.ToJpegAsync(picture, StillPicture.FormatOf(format.Codec), width, CancellationToken.None);
            return _cache.Set(tag, new Still(at, tag, jpeg), new MemoryCacheEntryOptions { Size = jpeg.Length, AbsoluteExpirationRelativeToNow = Kept });
        }
        finally
        {
            lock (_gate)
            {
                _ = _making.Remove(tag);
            }
        }
    }
}
