using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Evidence;

namespace Vedette.Recording.Features;

/// <summary>Every key this node ever had, newest first.</summary>
internal sealed record EvidenceKeyList(IReadOnlyList<EvidenceKeyView> Items);

/// <summary>The public keys, to be kept where nobody at the recorder can change them.</summary>
internal static class ListEvidenceKeys
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/evidence/keys", HandleAsync).RequireRight(Right.Playback).WithName("ListEvidenceKeys");

    private static async Task<Ok<EvidenceKeyList>> HandleAsync(NodeKeys keys, CancellationToken cancellation)
    {
        var (ring, _) = await keys.CurrentAsync(cancellation);
        return TypedResults.Ok(new EvidenceKeyList([.. ring.Keys.Reverse().Select(EvidenceKeyView.Of)]));
    }
}
