using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
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
    private const int FirstFreePort = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly SemaphoreSlim Turns = new(MostAtOnce);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/probe", HandleAsync).RequireRight(Right.Configure).WithName("ProbeCamera");

    private static async Task<Results<Ok<ProbeAnswer>, ProblemHttpResult>> HandleAsync(
        ProbeRequest request, Caller caller, CameraRoster roster, CameraEndpoint endpoints, TimeProvider time, CancellationToken cancellation)
    {
        if (AddressIn(request.Url) is not { } url)
        {
            return Problem.Invalid("url", "The address of a camera is written like rtsp://192.168.1.20/stream1.");
        }

        if (request.DeviceId is { } device && !(roster.Find(device.AsCamera()) is { } camera && caller.May(Right.Configure, camera.Place)))
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

    private static SourceEndpoint EndpointOf(ProbeRequest request, Uri url, CameraRoster roster, CameraEndpoint endpoints)
    {
        var source = request.DeviceId is { } device ? roster.Find(device.AsCamera())?.Source : null;
        return endpoints.Asked(url, request.Username, request.Password, source, Knows) with
        {
            Transport = CameraEndpoint.Of(request.Transport ?? source?.Transport ?? CameraTransport.Auto),
            Trust = CameraEndpoint.Of(request.Trust ?? source?.Trust),
        };
    }

    /// <summary>The stored password goes where it was given for, port included: behind one address may stand several cameras.</summary>
    private static bool Knows(CameraSource source, Uri url) => source.Url.Authority == url.Authority || source.SubUrl?.Authority == url.Authority;

    private static Uri? AddressIn(string text)
    {
        var plain = text.Replace("udp://@:", "udp://0.0.0.0:", StringComparison.OrdinalIgnoreCase).Replace("udp://@", "udp://", StringComparison.OrdinalIgnoreCase);
        return !text.Any(char.IsControl)
            && Uri.TryCreate(plain, UriKind.Absolute, out var url)
            && url.Host.Length > 0
            && (url.Scheme is "rtsp" or "rtsps" or "http" or "https" || (url.Scheme == "udp" && url.Port >= FirstFreePort))
            ? url
            : null;
    }

    private static async Task<ProbeAnswer> AskAsync(Func<SourceEndpoint> endpoint, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var found = await SourceConnector.ProbeAsync(endpoint(), new SourceTimeouts(), time, limit.Token);
            return new ProbeAnswer
            {
                Ok = true,
                Video = new ProbedVideo(CameraView.NameOf(found.Video), found.Width, found.Height, found.FrameRate),
                Audio = found.Audio is { } audio ? new ProbedAudio(CameraView.NameOf(audio.Codec), audio.SampleRate, audio.Channels) : null,
                Message = found.IgnoredAudio is { } codec ? $"The camera's {codec} sound is not supported and will be left out." : null,
            };
        }
        catch (SourceException refused)
        {
            return new ProbeAnswer { Cause = ProbeCause(refused), Message = refused.Message };
        }
        catch (FaultException unreadable)
        {
            // The stored password was encrypted with keys this installation does not have.
            return new ProbeAnswer { Cause = "wrong-password", Message = unreadable.Message };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProbeAnswer { Cause = "unreachable", Message = "The camera did not answer within 10 seconds." };
        }
    }

    private static string ProbeCause(SourceException refused) =>
        refused.Kind == FaultKind.Configuration
            ? "not-allowed"
            : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(refused.Cause.ToString());

    /// <summary>What is not said of transport and trust is what the device has, when one is named.</summary>
    internal sealed record ProbeRequest(
        string Url,
        string? Username = null,
        string? Password = null,
        DeviceId? DeviceId = null,
        CameraTransport? Transport = null,
        CameraTrust? Trust = null);

    internal sealed record ProbeAnswer
    {
        public bool Ok { get; init; }

        /// <summary>The name of a <see cref="FeedBreakCause"/>, or <c>not-allowed</c>.</summary>
        public string? Cause { get; init; }

        public string? Message { get; init; }

        public ProbedVideo? Video { get; init; }

        public ProbedAudio? Audio { get; init; }
    }

    internal sealed record ProbedVideo(string Codec, int Width, int Height, double? FrameRate);

    internal sealed record ProbedAudio(string Codec, int SampleRate, int Channels);
}
