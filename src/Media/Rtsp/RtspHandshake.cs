using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>The way from a URL to a camera that is ready to play: OPTIONS, DESCRIBE, SETUP of one video and at most one audio track.</summary>
internal sealed class RtspHandshake(SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
{
    private const int MaxRedirects = 5;

    private readonly AnnouncedSources _announced = new();

    /// <summary>Connects and sets up; the dialogue's connection is the caller's to close.</summary>
    /// <exception cref="SourceException">What is wrong, in words.</exception>
    public async Task<(RtspDialogue Dialogue, RtspReady Ready)> RunAsync()
    {
        var url = UrlOf(endpoint.Url);
        var asked = endpoint;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var connection = await RtspConnector.ConnectAsync(new Uri(url), asked, timeouts, time, cancellation);
            var dialogue = new RtspDialogue(connection, asked, time);
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
                asked = IsOwn(new Uri(url)) ? asked : asked with { Username = null, Password = null };
            }
            catch
            {
                dialogue.Abandon(url);
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
        ready.Video.Ports?.Punch();
        ready.Audio?.Ports?.Punch();
        var played = await AskAsync(dialogue, "PLAY", ready.Url, ("Range", "npt=0.000-"));
        Expect(played, "to play its stream");
        _announced.Add(played.Headers["RTP-Info"]);
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
        var tracks = TrackChoice.From(description);
        try
        {
            var baseUrl = ControlUrl.BaseOf(described, url);
            var setup = new TrackSetup(dialogue, baseUrl, endpoint, (asked, transport) => AskAsync(dialogue, "SETUP", asked, ("Transport", transport)), _announced);
            Expect(await setup.RunAsync(tracks.Video, channel: 0), "to set its video up");
            if (tracks.Audio is not null && (await setup.RunAsync(tracks.Audio, channel: 2)).Status / 100 != 2)
            {
                tracks = tracks.WithoutAudio(); // sound never stops the picture
            }

            if (tracks is { Video.Ports: null, Audio: { Ports: null } audio } && audio.Channel == tracks.Video.Channel)
            {
                throw SourceException.Malformed("The camera wants to send picture and sound on the same channel.");
            }

            return new RtspReady(ControlUrl.Join(baseUrl, description.Control), text, description, tracks, keepAlive);
        }
        catch
        {
            tracks.Dispose();
            throw;
        }
    }

    private static string Redirected(RtspMessage answer, string from)
    {
        if (Uri.TryCreate(new Uri(from), answer.Headers["Location"], out var target) && RtspConnector.IsRtsp(target))
        {
            return UrlOf(target);
        }

        throw new SourceException(FeedBreakCause.Refused, "The camera sends us to an address that is none.");
    }

    /// <summary>Credentials go to the camera's own host only, and not in the clear what was to be encrypted.</summary>
    private bool IsOwn(Uri url) => url.IdnHost.Equals(endpoint.Url.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (RtspConnector.IsEncrypted(url) || !RtspConnector.IsEncrypted(endpoint.Url));

    /// <summary>Without user information: credentials go into the Authorization line only.</summary>
    private static string UrlOf(Uri url)
    {
        if (!RtspConnector.IsRtsp(url))
        {
            throw new SourceException(FeedBreakCause.NoSuchPath, "A camera's address has the form rtsp://host/path.");
        }

        return url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo & ~UriComponents.Fragment, UriFormat.UriEscaped);
    }

    private void Expect(RtspMessage answer, string what)
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
            453 or 503 => new SourceException(FeedBreakCause.Refused, $"The camera is busy ({words}). Cameras serve a few viewers only.")
            {
                RetryAfter = CameraMemory.For(time).LeftBehindFor(endpoint.Url.Authority),
            },
            461 => new SourceException(FeedBreakCause.Refused, $"The camera does not send in the way it is asked to ({words}). Try another transport."),
            _ => new SourceException(FeedBreakCause.Refused, $"The camera refuses {what} ({words})."),
        };
    }
}
