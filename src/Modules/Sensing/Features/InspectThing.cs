using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Inventory;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>Looks what a thing is before it is federated; what is in the way is said apart .</summary>
internal static class InspectThing
{
    private const int LongestAddress = 2048;
    private const int LongestSecret = 4096;
    private const string StatusProperty = "status";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/things/inspect", HandleAsync).RequireRight(Right.Configure).WithName("InspectThing");

    private static async Task<Results<Ok<Inspection>, ProblemHttpResult>> HandleAsync(
        Request request, ThingDesk desk, ThingRoster roster, CancellationToken cancellation)
    {
        if (request.Address is not { Length: > 0 and <= LongestAddress } address || ThingAddress.Candidates(address).Count == 0)
        {
            return Problem.Invalid("address", "Must be host, host:port, or an http or https URL without a name or password in it.");
        }

        if (new[] { request.Username, request.Password, request.Token }.Any(secret => secret?.Length > LongestSecret))
        {
            return Problem.Invalid("password", $"Must not be longer than {LongestSecret} characters.");
        }

        var secrets = string.IsNullOrEmpty(request.Username) ? new ThingSecrets(token: request.Token) : new ThingSecrets(request.Username, request.Password);
        try
        {
            var thing = await desk.Client.FetchDescriptionAsync(address, secrets, cancellation);
            if (roster.Present.Any(known => (known.ThingId is { } id && id == thing.Id) || known.Source?.Url == thing.Source))
            {
                return Problem.Conflict("already-federated", $"The thing \"{thing.Title}\" is federated already.");
            }

            var capabilities = CapabilityFinder.Find(thing, await StatusAsync(desk.Client, thing, secrets, cancellation));
            return capabilities.Count == 0
                ? Problem.Refuse(StatusCodes.Status400BadRequest, "thing-no-capability", $"The thing \"{thing.Title}\" offers nothing that is known here: no sensor, no video, no siren.")
                : TypedResults.Ok(Inspection.Of(thing, capabilities));
        }
        catch (ThingFormatException wrong)
        {
            return Problem.Refuse(StatusCodes.Status400BadRequest, "thing-not-compliant", wrong.Message, ThingProblem.Errors("description", wrong.Errors));
        }
        catch (ThingException failed) when (failed.Failure == ThingFailure.TooBig)
        {
            return Problem.Refuse(StatusCodes.Status400BadRequest, "thing-not-compliant", failed.Message);
        }
        catch (ThingException failed)
        {
            return ThingProblem.Of(failed);
        }
    }

    /// <summary>What it can do it may tell only when asked; what it does not tell is known from its description, or not at all.</summary>
    private static async Task<JsonElement?> StatusAsync(ThingClient client, Thing thing, ThingSecrets secrets, CancellationToken cancellation)
    {
        try
        {
            return thing.Properties.ContainsKey(StatusProperty) ? await client.ReadPropertyAsync(thing, StatusProperty, secrets, cancellation) : null;
        }
        catch (ThingException)
        {
            return null;
        }
    }

    /// <param name="Address"><c>host</c>, <c>host:port</c> or the URL of the Thing Description.</param>
    /// <param name="Username">Name at the thing.</param>
    /// <param name="Password">Password at the thing.</param>
    /// <param name="Token">Bearer token or key, without a name.</param>
    internal sealed record Request(string Address, string? Username = null, string? Password = null, string? Token = null);

    internal sealed record Inspection(
        Uri? Url,
        string? Id,
        string Title,
        string? Description,
        IReadOnlyList<PropertyView> Properties,
        IReadOnlyList<ActionView> Actions,
        IReadOnlyList<EventView> Events,
        IReadOnlyList<DeviceCapability> Capabilities,
        IReadOnlyList<string> Security,
        IReadOnlyList<string> Remarks)
    {
        public static Inspection Of(Thing thing, IReadOnlyList<DeviceCapability> capabilities) => new(
            thing.Source, thing.Id, thing.Title, thing.Description, PropertyView.All(thing), ActionView.All(thing), EventView.All(thing),
            capabilities, ThingDetail.SchemesOf(thing), thing.Remarks);
    }
}
