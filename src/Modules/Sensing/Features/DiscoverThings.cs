using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Outbound;
using Vedette.Platform.Web;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Discovering;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>Searches the local networks, or a directory, for things.</summary>
internal static class DiscoverThings
{
    private const double LongestSeconds = 10;
    private const int MostDirectories = 4;
    private const int MostLookedAt = 64;
    private const int LookedAtAtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One search at a time asks everybody anyway.
    private static readonly SemaphoreSlim Turn = new(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/things/discover", HandleAsync).RequireRight(Right.Configure).WithName("DiscoverThings");

    private static async Task<Results<Ok<FoundThings>, ProblemHttpResult>> HandleAsync(
        Search request, ServiceSearch search, DirectoryListing directories, ThingDesk desk, ThingRoster roster, CancellationToken cancellation)
    {
        var seconds = request.Seconds ?? 3;
        if (!(seconds is >= 0.1 and <= LongestSeconds))
        {
            return Problem.Invalid("seconds", string.Create(CultureInfo.InvariantCulture, $"Must be between 0.1 and {LongestSeconds}."));
        }

        if (request.Directory is { } given && given is not { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" })
        {
            return Problem.Invalid("directory", "Must be an http or https URL without a name or password in it.");
        }

        if (!await Turn.WaitAsync(Patience, cancellation))
        {
            return Problem.Refuse(StatusCodes.Status429TooManyRequests, "search-runs", "A search is running already; try again in a moment.");
        }

        try
        {
            return TypedResults.Ok(new FoundThings(request.Directory is { } directory
                ? [.. (await directories.ReadAsync(directory, cancellation)).Select(thing => Item(thing, roster))]
                : await SearchAsync(TimeSpan.FromSeconds(seconds), search, directories, desk, roster, cancellation)));
        }
        catch (OutboundException failed)
        {
            return failed.Failure == OutboundFailure.AddressNotAllowed
                ? Problem.Refuse(StatusCodes.Status400BadRequest, "address-not-allowed", failed.Message)
                : Problem.Refuse(StatusCodes.Status502BadGateway, "directory-unreachable", failed.Message);
        }
        finally
        {
            _ = Turn.Release();
        }
    }

    private static async Task<IReadOnlyList<FoundThing>> SearchAsync(
        TimeSpan patience, ServiceSearch search, DirectoryListing directories, ThingDesk desk, ThingRoster roster, CancellationToken cancellation)
    {
        var found = await search.SearchAsync(patience, cancellation);
        var items = new ConcurrentBag<FoundThing>();
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = LookedAtAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(found.Where(one => !one.IsDirectory).Take(MostLookedAt), bounds, async (one, ct) => items.Add(await LookAsync(one, desk, roster, ct)));
        foreach (var directory in found.Where(one => one.IsDirectory).Take(MostDirectories))
        {
            try
            {
                foreach (var thing in await directories.ReadAsync(directory.Url, cancellation))
                {
                    items.Add(Item(thing, roster));
                }
            }
            catch (OutboundException)
            {
                // A directory that does not answer lists nothing.
            }
        }

        // Found by itself it is reached by itself, whatever a directory says of it.
        return [.. items.OrderByDescending(item => item.Found, StringComparer.Ordinal).DistinctBy(item => item.Id ?? item.Url.ToString()).OrderBy(item => item.Title, StringComparer.CurrentCulture)];
    }

    /// <summary>What it says of itself; what it is called in the network when it says nothing.</summary>
    private static async Task<FoundThing> LookAsync(ServiceOffer found, ThingDesk desk, ThingRoster roster, CancellationToken cancellation)
    {
        Thing? thing = null;
        try
        {
            thing = await desk.Prober.FetchDescriptionAsync(found.Url.AbsoluteUri, ThingSecrets.None, cancellation);
        }
        catch (Exception silent) when (silent is ThingException or ThingFormatException)
        {
            // Still found: it may want to know who asks first.
        }

        return new FoundThing(found.Url, thing?.Title ?? found.Name, thing?.Id, "dns-sd", IsFederated(thing?.Id, found.Url, roster));
    }

    private static FoundThing Item(ListedThing thing, ThingRoster roster) => new(thing.Url, thing.Title, thing.Id, "directory", IsFederated(thing.Id, thing.Url, roster));

    private static bool IsFederated(string? id, Uri url, ThingRoster roster) =>
        roster.Present.Any(known => (id is not null && known.ThingId == id) || known.Source?.Url == url);

    /// <param name="Seconds">How long to search, 0.1 to 10; 3 unless given.</param>
    /// <param name="Directory">The listing of a Thing Description Directory to read instead of searching the networks.</param>
    internal sealed record Search(double? Seconds = null, Uri? Directory = null);

    internal sealed record FoundThings(IReadOnlyList<FoundThing> Items);

    /// <param name="Url">Where its description is.</param>
    /// <param name="Title">Its title, or its name in the network.</param>
    /// <param name="Id">Its own id, if it told.</param>
    /// <param name="Found"><c>dns-sd</c> or <c>directory</c>.</param>
    /// <param name="Federated">Whether it is a device here already.</param>
    internal sealed record FoundThing(Uri Url, string? Title, string? Id, string Found, bool Federated);
}
