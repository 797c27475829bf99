using Vedette.Media.Hls;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Ts;
using Vedette.Media.Units;

namespace Vedette.Media.Http;

/// <summary>Opens what a camera's web server offers: JPEG pictures without end, HLS or MPEG-TS, told apart by what it says it sends.</summary>
internal static class HttpSource
{
    /// <summary>Connects and plays.</summary>
    /// <exception cref="SourceException">There is no stream that can be recorded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ICameraSession> OpenAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        var fetcher = new HttpFetcher(endpoint, timeouts, time);
        HttpResponseMessage? answer = null;
        try
        {
            answer = await fetcher.GetAsync(endpoint.Url, range: null, cancellation);
            switch (KindOf(answer))
            {
                case Kind.Pictures:
                    return new MultipartSession(fetcher, answer, time);
                case Kind.Playlist:
                    var found = answer.RequestMessage?.RequestUri ?? endpoint.Url;
                    answer.Dispose();
                    return await HlsSession.OpenAsync(fetcher, found, timeouts, time, cancellation);
                case Kind.Transport:
                    var body = await answer.Content.ReadAsStreamAsync(cancellation);
                    return new TsSession("MPEG-TS over HTTP", (into, ending) => fetcher.ReadAsync(body, into, ending), new Owned(answer, fetcher), time);
                default:
                    throw new SourceException(
                        FeedBreakCause.UnsupportedCodec,
                        $"The camera answers with {answer.Content.Headers.ContentType?.MediaType ?? "something unnamed"}; MJPEG (multipart/x-mixed-replace), HLS and MPEG-TS are supported.");
            }
        }
        catch
        {
            answer?.Dispose();
            fetcher.Dispose();
            throw;
        }
    }

    /// <summary>Asks what is offered, up to the first picture.</summary>
    /// <exception cref="SourceException">What is wrong, in words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<SourceProbe> ProbeAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(endpoint, timeouts, time, cancellation);
        switch (session)
        {
            case MultipartSession pictures:
                return ProbeOf(await pictures.LookAsync(cancellation), audio: null, ignoredAudio: null);
            case TsSession transport:
                await transport.LookAsync(cancellation);
                return ProbeOf(transport.Video, transport.Audio, transport.IgnoredAudio);
            case HlsSession hls:
                return ProbeOf(hls.Video, hls.Audio, hls.IgnoredAudio);
            default:
                throw new InvalidOperationException($"{session.GetType().Name} is not opened here.");
        }
    }

    /// <summary>What was found.</summary>
    /// <exception cref="SourceException">There are no pictures whose format is known.</exception>
    public static SourceProbe ProbeOf(TrackFormat? video, TrackFormat? audio, string? ignoredAudio) => video is null
        ? throw new SourceException(FeedBreakCause.NoVideoTrack, "The stream has no video track.")
        : new SourceProbe(
            video.Codec, video.Width, video.Height, FrameRate: null,
            audio is null ? null : new SourceProbe.AudioTrack(audio.Codec, audio.SampleRate, audio.Channels), ignoredAudio);

    private static Kind KindOf(HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";
        var path = (answer.RequestMessage?.RequestUri?.AbsolutePath ?? "").ToLowerInvariant();
        return type switch
        {
            _ when type.StartsWith("multipart/", StringComparison.Ordinal) => Kind.Pictures,
            "application/vnd.apple.mpegurl" or "application/x-mpegurl" or "audio/mpegurl" or "audio/x-mpegurl" => Kind.Playlist,
            "video/mp2t" or "video/mpeg" => Kind.Transport,
            _ when path.EndsWith(".m3u8", StringComparison.Ordinal) => Kind.Playlist,
            _ when path.EndsWith(".ts", StringComparison.Ordinal) => Kind.Transport,
            _ => Kind.Unknown,
        };
    }

    private enum Kind
    {
        Unknown,
        Pictures,
        Playlist,
        Transport,
    }

    private sealed record Owned(HttpResponseMessage Answer, HttpFetcher Fetcher) : IDisposable
    {
        public void Dispose()
        {
            Answer.Dispose();
            Fetcher.Dispose();
        }
    }
}
