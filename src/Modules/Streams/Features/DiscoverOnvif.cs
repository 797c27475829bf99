using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Media.Onvif;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Capturing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>Searches the local networks for cameras.</summary>
internal static class DiscoverOnvif
{
    private const double LongestSeconds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One search at a time asks everybody anyway.
    private static readonly SemaphoreSlim Turn = new(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/onvif/discover", HandleAsync).RequireRight(Right.Configure).WithName("DiscoverOnvif");

    private static async Task<Results<Ok<FoundCameras>, ProblemHttpResult>> HandleAsync(
        OnvifSearch request, Caller caller, StreamsOptions options, CameraEndpoint endpoints, CameraRoster roster, TimeProvider time, CancellationToken cancellation)
    {
        var seconds = request.Seconds ?? 3;
        if (!(seconds is >= 0.1 and <= LongestSeconds))
        {
            return Problem.Invalid("seconds", string.Create(CultureInfo.InvariantCulture, $"Must be between 0.1 and {LongestSeconds}."));
        }

        if (!await Turn.WaitAsync(Patience, cancellation))
        {
            return Problem.Refuse(StatusCodes.Status429TooManyRequests, "search-runs", "A search is running already; try again in a moment.");
        }

        try
        {
            var networks = options.DiscoveryNetworks.Count > 0
                ? [.. options.DiscoveryNetworks.Select(IPAddress.Parse)]
                : OnvifDiscovery.LocalNetworks(options.DiscoverLoopback);
            var matches = await OnvifDiscovery.SearchAsync(
                networks, [.. options.DiscoveryTargets.Select(StreamsOptions.Target)], endpoints.Addresses, TimeSpan.FromSeconds(seconds), time, cancellation);
            var reach = caller.Reach();
            var cameras = roster.Cameras.Values.Where(camera => !camera.Removed && camera.Source is not null && reach.Includes(camera.Place)).ToList();
            return TypedResults.Ok(new FoundCameras([.. matches.Select(match => Item(match, cameras))]));
        }
        catch (OnvifException failed) when (failed.InnerException is SocketException)
        {
            return Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "no-network", failed.Message);
        }
        finally
        {
            _ = Turn.Release();
        }
    }

    private static FoundCamera Item(OnvifMatch match, List<KnownCamera> cameras) => new(
        match.Url, match.Name, match.Hardware, match.Location, match.Address.ToString(), Known(match, cameras)?.Id.AsDevice());

    /// <summary>By its service; by its host alone where that says enough.</summary>
    private static KnownCamera? Known(OnvifMatch match, List<KnownCamera> cameras) =>
        cameras.Find(camera => camera.Source!.OnvifUrl == match.Url)
        ?? (IPAddress.IsLoopback(match.Address)
            ? null
            : cameras.Find(camera => camera.Source is { OnvifUrl: null } source && source.Url.Host == match.Address.ToString()));

    internal sealed record OnvifSearch(double? Seconds = null);

    internal sealed record FoundCameras(IReadOnlyList<FoundCamera> Items);

    internal sealed record FoundCamera(Uri Url, string Name, string Hardware, string Location, string Address, DeviceId? DeviceId);
}
