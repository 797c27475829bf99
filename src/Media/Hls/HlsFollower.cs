using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Http;
using Vedette.Media.Sources;

namespace Vedette.Media.Hls;

/// <summary>Follows somebody else's playlist and fetches one segment after the other, from the newest ones on.</summary>
internal sealed class HlsFollower(HttpFetcher fetcher, Uri url, SourceTimeouts timeouts, TimeProvider time, SourceCounters counters)
{
    private const int MostPlaylistBytes = 4 << 20;
    private const int MostSegmentBytes = 64 << 20;
    private const int SegmentsFromTheEnd = 3;       // RFC 8216 section 6.3.3
    private const int MostVariants = 3;
    private const int MostMissing = 3;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    private Uri _url = url;
    private MediaPlaylist? _list;
    private long? _next;
    private int _missing;
    private (Uri Url, (long, long)? Range, byte[] Bytes)? _init;

    /// <summary>The playlist as it was read last.</summary>
    public string? Text { get; private set; }

    /// <summary>Waits for the next segment; null after the last of a playlist that ended.</summary>
    /// <exception cref="SourceException">The server is gone, or nothing new comes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<FetchedSegment?> NextAsync(CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var list = _list ??= await LoadAsync(cancellation);
            if (Pick(list) is { } segment)
            {
                if (await FetchAsync(segment, cancellation) is { } fetched)
                {
                    return fetched;
                }

                continue;
            }

            if (list.IsEnded)
            {
                return null;
            }

            if (time.GetElapsedTime(since) > (3 * list.TargetDuration) + timeouts.Stall)
            {
                throw new SourceException(FeedBreakCause.Stalled, $"The playlist had nothing new for {time.GetElapsedTime(since).TotalSeconds:0} seconds.");
            }

            var pause = list.TargetDuration / 2;
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, time, cancellation);
            _list = null;
        }
    }

    private PlaylistSegment? Pick(MediaPlaylist list)
    {
        if (list.Segments.Count == 0)
        {
            return null;
        }

        // A server that starts over counts from the beginning.
        if (_next > list.Segments[^1].Sequence + 1)
        {
            _next = null;
        }

        _next ??= list.IsEnded ? list.Segments[0].Sequence : list.Segments[Math.Max(0, list.Segments.Count - SegmentsFromTheEnd)].Sequence;
        var segment = list.Segments.FirstOrDefault(known => known.Sequence >= _next);
        if (segment is not null)
        {
            counters.Lost += segment.Sequence - _next.Value;
            _next = segment.Sequence + 1;
        }

        return segment;
    }

    private async Task<MediaPlaylist> LoadAsync(CancellationToken cancellation)
    {
        for (var variants = 0; variants < MostVariants; variants++)
        {
            var bytes = await fetcher.GetAllAsync(_url, range: null, MostPlaylistBytes, cancellation);
            var list = Read(Text = Encoding.UTF8.GetString(bytes));
            if (list.IsEncrypted)
            {
                throw new SourceException(FeedBreakCause.UnsupportedCodec, "The stream is encrypted; such streams cannot be recorded.");
            }

            if (list.BestVariant is not { } variant)
            {
                return list;
            }

            _url = variant;
        }

        throw SourceException.Malformed("The playlist leads to playlists without end.");
    }

    private MediaPlaylist Read(string text)
    {
        try
        {
            return MediaPlaylist.Read(text, _url);
        }
        catch (FormatException broken)
        {
            throw SourceException.Malformed($"The playlist cannot be read. {broken.Message}", broken);
        }
    }

    /// <summary>Null when the segment is gone already.</summary>
    private async Task<FetchedSegment?> FetchAsync(PlaylistSegment segment, CancellationToken cancellation)
    {
        try
        {
            if (segment.Map is { } map && (_init?.Url != map || _init?.Range != segment.MapRange))
            {
                _init = (map, segment.MapRange, await fetcher.GetAllAsync(map, segment.MapRange, MostPlaylistBytes, cancellation));
            }

            var bytes = await fetcher.GetAllAsync(segment.Url, segment.Range, MostSegmentBytes, cancellation);
            counters.Bytes += bytes.Length;
            _missing = 0;
            return new FetchedSegment(segment.Map is null ? [] : _init!.Value.Bytes, bytes, segment.IsDiscontinuity);
        }
        catch (SourceException gone) when (gone.Cause == FeedBreakCause.NoSuchPath && ++_missing < MostMissing)
        {
            counters.Lost++;
            return null;
        }
    }
}
