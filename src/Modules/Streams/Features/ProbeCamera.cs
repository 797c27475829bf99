using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Capturing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>The connection test: connects once and says what the camera offers, or what is wrong.</summary>
internal static class ProbeCamera
{
    private const int MostAtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly SemaphoreSlim Turns = new(MostAtOnce);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/probe", HandleAsync).RequireRight(Right.Configure).WithName("ProbeCamera");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, CameraRoster roster, CameraEndpoint endpoints, TimeProvider time, CancellationToken cancellation)
    {
        if (request.Url.Any(char.IsControl) || !Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || url.Scheme != "rtsp" || url.Host.Length == 0)
        {
            return Problem.Invalid("url", "The address of a camera is written like rtsp://192.168.1.20/stream1.");
        }

        if (request.DeviceId is { } device && roster.Find(device.AsCamera()) is null)
        {
            return Problem.Invalid("deviceId", "There is no such camera.");
        }

        if (!await Turns.WaitAsync(Patience, cancellation))
        {
            return Problem.Refuse(StatusCodes.Status429TooManyRequests, "too-many-probes", "Too many connection tests run; try again in a moment.");
        }

        try
        {
            return TypedResults.Ok(await AskAsync(() => EndpointOf(request, url, roster, endpoints), time, cancellation));
        }
        finally
        {
            _ = Turns.Release();
        }
    }

    private static SourceEndpoint EndpointOf(Request request, Uri url, CameraRoster roster, CameraEndpoint endpoints)
    {
        var (username, password) = (request.Username, request.Password);
        if (url.UserInfo is { Length: > 0 } inside)
        {
            var parts = inside.Split(':', 2);
            username ??= Uri.UnescapeDataString(parts[0]);
            password ??= parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
            url = new UriBuilder(url) { UserName = "", Password = "" }.Uri;
        }

        // The stored password goes to the camera it was given for, and nowhere else.
        if (password is null && request.DeviceId is { } device && roster.Find(device.AsCamera())?.Source is { } source
            && source.Url.Host == url.Host && source.Url.Port == url.Port)
        {
            username ??= source.Username;
            password = endpoints.Password(source);
        }

        return new SourceEndpoint(url, username, password) { Addresses = endpoints.Addresses };
    }

    private static async Task<Answer> AskAsync(Func<SourceEndpoint> endpoint, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var found = await SourceConnector.ProbeAsync(endpoint(), new SourceTimeouts(), time, limit.Token);
            return new Answer
            {
                Ok = true,
                Video = new VideoTrack(CameraView.NameOf(found.Video), found.Width, found.Height, found.FrameRate),
                Audio = found.Audio is { } audio ? new AudioTrack(CameraView.NameOf(audio.Codec), audio.SampleRate, audio.Channels) : null,
                Message = found.IgnoredAudio is { } codec ? $"The camera's {codec} sound is not supported and will be left out." : null,
            };
        }
        catch (SourceException refused)
        {
            return new Answer { Cause = ProbeCause(refused), Message = refused.Message };
        }
        catch (FaultException unreadable)
        {
            // The stored password was encrypted with keys this installation does not have.
            return new Answer { Cause = "wrong-password", Message = unreadable.Message };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer { Cause = "unreachable", Message = "The camera did not answer within 10 seconds." };
        }
    }

    private static string ProbeCause(SourceException refused) =>
        refused.Kind == FaultKind.Configuration
            ? "not-allowed"
            : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(refused.Cause.ToString());

    internal sealed record Request(string Url, string? Username = null, string? Password = null, DeviceId? DeviceId = null);

    internal sealed record Answer
    {
        public bool Ok { get; init; }

        /// <summary>The name of a <see cref="FeedBreakCause"/>, or <c>not-allowed</c>.</summary>
        public string? Cause { get; init; }

        public string? Message { get; init; }

        public VideoTrack? Video { get; init; }

        public AudioTrack? Audio { get; init; }
    }

    internal sealed record VideoTrack(string Codec, int Width, int Height, double? FrameRate);

    internal sealed record AudioTrack(string Codec, int SampleRate, int Channels);
}
