using System.Text;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>The way from a URL to a camera that is ready to play: OPTIONS, DESCRIBE, SETUP of one video and at most one audio track.</summary>
internal sealed class RtspHandshake(SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
{
    private const int MaxRedirects = 5;

    /// <summary>Connects and sets up; the dialogue's connection is the caller's to close.</summary>
    /// <exception cref="SourceException">What is wrong, in words.</exception>
    public async Task<(RtspDialogue Dialogue, RtspReady Ready)> RunAsync()
    {
        var url = UrlOf(endpoint.Url);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var connection = await RtspConnection.ConnectAsync(new Uri(url), endpoint.Addresses, timeouts.Connect, time, cancellation);
            var dialogue = new RtspDialogue(connection, endpoint, time);
            try
            {
                var keepAlive = await ChooseKeepAliveAsync(dialogue, url);
                var described = await AskAsync(dialogue, "DESCRIBE", url, ("Accept", "application/sdp"));
                if (described.Status / 100 != 3)
                {
                    Expect(described, "to describe its stream");
                    return (dialogue, await SetUpAsync(dialogue, described, url, keepAlive));
                }

                url = Redirected(described, url);
            }
            catch
            {
                dialogue.Dispose();
                throw;
            }

            dialogue.Dispose();
        }

        throw new SourceException(FeedBreakCause.Refused, "The camera sends us from one address to the next without end.");
    }

    /// <summary>Starts the stream; what arrives from now on is media.</summary>
    /// <exception cref="SourceException">The camera refuses.</exception>
    public async Task PlayAsync(RtspDialogue dialogue, RtspReady ready)
    {
        dialogue.KeepsFrames = true;
        Expect(await AskAsync(dialogue, "PLAY", ready.Url, ("Range", "npt=0.000-")), "to play its stream");
    }

    private Task<RtspMessage> AskAsync(RtspDialogue dialogue, string method, string url, params (string, string)[] headers) =>
        dialogue.AskAsync(method, url, timeouts.Response, cancellation, headers);

    /// <summary>Any answer to OPTIONS will do: some cameras refuse it and stream all the same.</summary>
    private async Task<string> ChooseKeepAliveAsync(RtspDialogue dialogue, string url)
    {
        var options = await AskAsync(dialogue, "OPTIONS", url);
        var methods = string.Join(',', options.Headers.All("Public")).Split(',', StringSplitOptions.TrimEntries);
        return methods.Contains("GET_PARAMETER", StringComparer.OrdinalIgnoreCase) ? "GET_PARAMETER" : "OPTIONS";
    }

    private async Task<RtspReady> SetUpAsync(RtspDialogue dialogue, RtspMessage described, string url, string keepAlive)
    {
        var text = Encoding.UTF8.GetString(described.Body.Span);
        var description = SdpReader.Read(text);
        var parameters = new ParameterSets();
        var video = ChooseVideo(description, parameters);
        var audio = ChooseAudio(description, parameters, out var ignored);
        var baseUrl = ControlUrl.BaseOf(described, url);

        Expect(await SetUpAsync(dialogue, baseUrl, video, channel: 0), "to set its video up");
        if (audio is not null && (await SetUpAsync(dialogue, baseUrl, audio, channel: 2)).Status / 100 != 2)
        {
            ignored = audio.Media.Encoding;
            audio.Dispose();
            audio = null; // sound never stops the picture
        }

        if (audio?.Channel == video.Channel)
        {
            throw SourceException.Malformed("The camera wants to send picture and sound on the same channel.");
        }

        return new RtspReady(ControlUrl.Join(baseUrl, description.Control), text, description, video, audio, ignored, parameters, keepAlive);
    }

    private async Task<RtspMessage> SetUpAsync(RtspDialogue dialogue, string baseUrl, RtspTrack track, byte channel)
    {
        var url = ControlUrl.Join(baseUrl, track.Media.Control);
        var answer = await AskAsync(dialogue, "SETUP", url, ("Transport", TransportHeader.Ask(channel)));
        track.Channel = TransportHeader.ChannelOf(answer.Headers["Transport"], channel);
        return answer;
    }

    private static RtspTrack ChooseVideo(SessionDescription description, ParameterSets parameters)
    {
        var videos = description.Media.Where(media => media.Kind == "video").ToList();
        if (videos.Count == 0)
        {
            throw new SourceException(FeedBreakCause.NoVideoTrack, "The stream has no video track.");
        }

        foreach (var media in videos)
        {
            if (RtspTrack.Of(media, parameters) is { } track)
            {
                return track;
            }
        }

        var names = string.Join(", ", videos.Select(media => media.Encoding.Length > 0 ? media.Encoding : $"payload type {media.PayloadType}"));
        throw new SourceException(FeedBreakCause.UnsupportedCodec, $"The camera sends {names}; only H.264 is supported. Most cameras can be set to H.264.");
    }

    private static RtspTrack? ChooseAudio(SessionDescription description, ParameterSets parameters, out string? ignored)
    {
        ignored = null;
        foreach (var media in description.Media.Where(media => media is { Kind: "audio", IsSent: true }))
        {
            if (RtspTrack.Of(media, parameters) is { } track)
            {
                return track;
            }

            ignored ??= media.Encoding;
        }

        return null;
    }

    private static string Redirected(RtspMessage answer, string from)
    {
        if (Uri.TryCreate(new Uri(from), answer.Headers["Location"], out var target) && target.Scheme == "rtsp" && target.Host.Length > 0)
        {
            return UrlOf(target);
        }

        throw new SourceException(FeedBreakCause.Refused, "The camera sends us to an address that is none.");
    }

    /// <summary>Without user information: credentials go into the Authorization line only.</summary>
    private static string UrlOf(Uri url)
    {
        if (url is not { IsAbsoluteUri: true, Scheme: "rtsp", Host.Length: > 0 })
        {
            throw new SourceException(FeedBreakCause.NoSuchPath, "A camera's address has the form rtsp://host/path.");
        }

        return url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo & ~UriComponents.Fragment, UriFormat.UriEscaped);
    }

    private static void Expect(RtspMessage answer, string what)
    {
        if (answer.Status / 100 == 2)
        {
            return;
        }

        var words = answer.Reason.Length is > 0 and < 80 ? $"{answer.Status} {answer.Reason}" : $"{answer.Status}";
        throw answer.Status switch
        {
            404 or 410 or 454 => new SourceException(FeedBreakCause.NoSuchPath, $"The camera has no stream at this path ({words})."),
            403 => new SourceException(FeedBreakCause.Refused, $"The camera forbids it ({words}). Is this user allowed to watch?"),
            453 or 503 => new SourceException(FeedBreakCause.Refused, $"The camera is busy ({words}). Cameras serve a few viewers only."),
            461 => new SourceException(FeedBreakCause.Refused, $"The camera does not stream over TCP ({words})."),
            _ => new SourceException(FeedBreakCause.Refused, $"The camera refuses {what} ({words})."),
        };
    }
}
