using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Features;

/// <summary>The retention templates.</summary>
internal sealed record TemplateList(IReadOnlyList<RetentionTemplate> Items);

/// <summary>Keeping times to choose from.</summary>
internal static class ListTemplates
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/retention/templates", List).RequireRight(Right.Playback).WithName("ListRetentionTemplates");

    private static Ok<TemplateList> List() => TypedResults.Ok(new TemplateList(RetentionTemplate.All));
}
