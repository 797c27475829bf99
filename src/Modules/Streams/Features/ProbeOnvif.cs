using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Onvif;
using Vedette.Media.Sources;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Capturing;
using Vedette.Streams.Onvif;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>Asks a camera by ONVIF what it is and which streams it offers.</summary>
internal static class ProbeOnvif
{
    private const int MostAtOnce = 4;
    private const int LongestUrl = 2048;
    private static readonly TimeSpan QueuePatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly SemaphoreSlim Turns = new(MostAtOnce);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/onvif/probe", HandleAsync).RequireRight(Right.Configure).WithName("ProbeOnvif");

    private static async Task<Results<Ok<OnvifAnswer>, ProblemHttpResult>> HandleAsync(
        OnvifRequest request, Caller caller, CameraRoster roster, CameraEndpoint endpoints, TimeProvider time, CancellationToken cancellation)
    {
        if (UrlOf(request.Url) is not { } url)
        {
            return Problem.Invalid("url", "The address of a camera's ONVIF service is written like http://192.168.1.20/onvif/device_service, or only 192.168.1.20.");
        }

        if (request.DeviceId is { } device && !(roster.Find(device.AsCamera()) is { } camera && caller.May(Right.Configure, camera.Place)))
        {
            return Problem.Invalid("deviceId", "There is no such camera.");
        }

        if (!await Turns.WaitAsync(QueuePatience, cancellation))
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

    private static Uri? UrlOf(string text) =>
        text.Length <= LongestUrl && !text.Any(char.IsControl)
        && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https" && url.Host.Length > 0
            ? url
            : null;

    private static SourceEndpoint EndpointOf(OnvifRequest request, Uri url, CameraRoster roster, CameraEndpoint endpoints)
    {
        var source = request.DeviceId is { } device ? roster.Find(device.AsCamera())?.Source : null;
        return endpoints.Asked(url, request.Username, request.Password, source, static (source, url) => Knows(source, url.IdnHost));
    }

    /// <summary>The stored password goes to the hosts it was given for, and nowhere else; a camera's services have ports of their own.</summary>
    private static bool Knows(CameraSource source, string host) =>
        new[] { source.Url, source.SubUrl, source.OnvifUrl }.Any(url => url is not null && url.Scheme != "udp" && string.Equals(url.IdnHost, host, StringComparison.OrdinalIgnoreCase));

    private static async Task<OnvifAnswer> AskAsync(Func<SourceEndpoint> endpoint, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var found = await OnvifProbe.AskAsync(endpoint(), new OnvifTimeouts(), time, limit.Token);
            return new OnvifAnswer
            {
                Ok = true,
                Device = new OnvifDeviceView(found.Device.Manufacturer, found.Device.Model, found.Device.Firmware, found.Device.Serial),
                HasPtz = found.HasPtz,
                HasEvents = found.HasEvents,
                ClockOffsetSeconds = Math.Round(found.ClockOffset.TotalSeconds, 1),
                Profiles = [.. found.Profiles.Select(ProfileOf)],
            };
        }
        catch (OnvifException refused)
        {
            return new OnvifAnswer { Cause = PtzRefusal.CauseOf(refused.Cause), Message = refused.Message };
        }
        catch (FaultException unreadable)
        {
            // The stored password was encrypted with keys this installation does not have.
            return new OnvifAnswer { Cause = "wrong-password", Message = unreadable.Message };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new OnvifAnswer { Cause = "unreachable", Message = "The camera did not answer everything within 20 seconds." };
        }
    }

    private static OnvifProfileView ProfileOf(OnvifProbe.Offer offer) => new(
        offer.Profile.Token,
        offer.Profile.Name,
        offer.StreamUrl,
        offer.SnapshotUrl,
        offer.Profile.HasPtz,
        offer.Profile.Video is { } video ? new OnvifVideoView(video.Codec, video.Width, video.Height, video.FrameRate, video.BitRate, video.GovLength) : null,
        offer.Profile.AudioCodec is { } audio ? new OnvifAudioView(audio) : null);

    internal sealed record OnvifRequest(string Url, string? Username = null, string? Password = null, DeviceId? DeviceId = null)
    {
        // A record's generated text would show the password.
        public override string ToString() => nameof(OnvifRequest);
    }

    internal sealed record OnvifAnswer
    {
        public bool Ok { get; init; }

        /// <summary>unreachable, refused, wrong-password, not-onvif, not-allowed or clock-skew.</summary>
        public string? Cause { get; init; }

        public string? Message { get; init; }

        public OnvifDeviceView? Device { get; init; }

        public bool? HasPtz { get; init; }

        public bool? HasEvents { get; init; }

        /// <summary>How far the camera's clock is ahead.</summary>
        public double? ClockOffsetSeconds { get; init; }

        public IReadOnlyList<OnvifProfileView>? Profiles { get; init; }
    }

    internal sealed record OnvifDeviceView(string Manufacturer, string Model, string Firmware, string Serial);

    internal sealed record OnvifProfileView(string Token, string Name, Uri? StreamUrl, Uri? SnapshotUrl, bool HasPtz, OnvifVideoView? Video, OnvifAudioView? Audio);

    /// <summary>Bitrate in bits per second, gop in pictures.</summary>
    internal sealed record OnvifVideoView(string Codec, int Width, int Height, double? FrameRate, long? Bitrate, int? Gop);

    internal sealed record OnvifAudioView(string Codec);
}
