using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing.Features;

/// <summary>Reads and writes a thing's properties and invokes its actions, by what it declares and nothing else .</summary>
internal static class UseThing
{
    private const int LongestName = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/things/{id}/properties/{name}", ReadAsync).RequireRightOn<ThingPlaces>(Right.Live).WithName("ReadThingProperty");
        routes.MapPut("/things/{id}/properties/{name}", WriteAsync).RequireRightOn<ThingPlaces>(Right.Configure).WithName("WriteThingProperty");
        routes.MapPost("/things/{id}/actions/{name}", InvokeAsync).RequireRightOn<ThingPlaces>(Right.Configure).WithName("InvokeThingAction");
    }

    private static Task<Results<Ok<ValueReply>, ProblemHttpResult>> ReadAsync(
        DeviceId id, string name, ThingRoster roster, ThingWatches watches, ThingDesk desk, CancellationToken cancellation) =>
        AskAsync(
            id, name, roster, watches, desk, async (thing, secrets) => new ValueReply(await desk.Client.ReadPropertyAsync(thing, name, secrets, cancellation)), cancellation);

    private static async Task<Results<NoContent, ProblemHttpResult>> WriteAsync(
        DeviceId id, string name, NewValue body, Caller caller, ThingRoster roster, ThingWatches watches, ThingDesk desk, ThingDeeds deeds, CancellationToken cancellation)
    {
        var written = await AskAsync(
            id,
            name,
            roster,
            watches,
            desk,
            async (thing, secrets) =>
            {
                await desk.Client.WritePropertyAsync(thing, name, body.Value, secrets, cancellation);
                return true;
            },
            cancellation);
        deeds.Did(caller, "sensing.property-written", id, Brief(name), failed: written.Result is ProblemHttpResult);
        watches.Hurry(id);
        return written.Result is ProblemHttpResult problem ? problem : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ActionReply>, ProblemHttpResult>> InvokeAsync(
        DeviceId id, string name, Order? body, Caller caller, ThingRoster roster, ThingWatches watches, ThingDesk desk, ThingDeeds deeds, CancellationToken cancellation)
    {
        var invoked = await AskAsync(
            id,
            name,
            roster,
            watches,
            desk,
            async (thing, secrets) => new ActionReply(await desk.Client.InvokeActionAsync(thing, name, body?.Input, secrets, cancellation)),
            cancellation);
        deeds.Did(caller, "sensing.action-invoked", id, Brief(name), failed: invoked.Result is ProblemHttpResult);
        watches.Hurry(id);
        return invoked;
    }

    private static async Task<Results<Ok<T>, ProblemHttpResult>> AskAsync<T>(
        DeviceId id, string name, ThingRoster roster, ThingWatches watches, ThingDesk desk, Func<Thing, ThingSecrets, Task<T>> askAsync, CancellationToken cancellation)
    {
        if (name.Length > LongestName || roster.Find(id) is not { Source: { } source } known)
        {
            return Problem.NotFound("thing", id);
        }

        try
        {
            var secrets = desk.SecretsOf(known);
            var thing = watches.StateOf(id).Description ?? await desk.Client.FetchDescriptionAsync(source.Url.AbsoluteUri, secrets, cancellation);
            return TypedResults.Ok(await askAsync(thing, secrets));
        }
        catch (ThingFormatException wrong)
        {
            return Problem.Refuse(StatusCodes.Status502BadGateway, "thing-not-compliant", wrong.Message);
        }
        catch (ThingException failed)
        {
            return ThingProblem.Of(failed);
        }
    }

    private static string Brief(string name) => name.Length > 100 ? name[..100] : name;

    internal sealed record NewValue(JsonElement Value);

    internal sealed record Order(JsonElement? Input = null);

    internal sealed record ValueReply(JsonElement Value);

    internal sealed record ActionReply(JsonElement? Output);
}
