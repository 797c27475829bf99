using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Audit.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Audit.Features;

/// <summary>The log as a table for other programs, newest first.</summary>
internal static class ExportActions
{
    private const int Batch = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/actions.csv", HandleAsync)
            .RequireRight(Right.Audit)
            .AcceptTokenInQuery()
            .Produces(StatusCodes.Status200OK, contentType: CsvText.MimeType)
            .WithName("ExportActions");

    private static Results<PushStreamHttpResult, ProblemHttpResult> HandleAsync(
        [AsParameters] ActionQuery query, HttpContext context, ActionReader reader, PeopleStore people)
    {
        if (query.Refusal() is { } refusal)
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            output => WriteAsync(output, query.ToFilter(), reader, people, context.RequestAborted), CsvText.MimeType, "actions.csv");
    }

    private static async Task WriteAsync(Stream output, ActionFilter filter, ActionReader reader, PeopleStore people, CancellationToken cancellation)
    {
        var names = await people.NamesAsync(cancellation);
        await using var csv = new StreamWriter(output, CsvText.Encoding, leaveOpen: true);
        await csv.WriteAsync(CsvText.Line("sequence", "id", "at", "action", "actor", "actorName", "target", "detail", "address", "result", "hash").AsMemory(), cancellation);
        for (var before = long.MaxValue; ;)
        {
            var entries = await reader.NewestAsync(filter, before, Batch, cancellation);
            foreach (var entry in entries)
            {
                var view = ActionView.Of(entry, names);
                var line = CsvText.Line(
                    view.Sequence.ToString(CultureInfo.InvariantCulture),
                    view.Id.ToString(),
                    view.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                    view.Action,
                    view.Actor,
                    view.ActorName,
                    view.Target?.ToString(),
                    view.Detail,
                    view.Address,
                    view.Failed ? ActionQuery.FailedResult : ActionQuery.DoneResult,
                    view.Hash);
                await csv.WriteAsync(line.AsMemory(), cancellation);
            }

            await csv.FlushAsync(cancellation);
            if (entries.Count < Batch)
            {
                return;
            }

            before = entries[^1].Sequence;
        }
    }
}
