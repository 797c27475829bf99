using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Recording.Evidence;

namespace Vedette.Recording.Features;

/// <summary>The key that signs from now on.</summary>
internal sealed record RotatedKey(string Id);

/// <summary>Makes a new key; the old one signs it and is forgotten.</summary>
internal static class RotateEvidenceKey
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/evidence/keys/rotate", HandleAsync).RequireAdministrator().WithName("RotateEvidenceKey");

    private static async Task<Created<RotatedKey>> HandleAsync(
        Caller caller, NodeKeys keys, CheckpointMaker checkpoints, ActionLog actions, CancellationToken cancellation)
    {
        // What was recorded until now is the old key's to sign.
        _ = await checkpoints.MakeAsync(cancellation);
        var ring = await keys.RotateAsync(cancellation);
        var (old, current) = (ring.Keys[^2].Fingerprint, ring.Keys[^1].Fingerprint);
        await actions.RecordAsync(
            "recording.evidence-key-rotated", caller, ring.Node, $"The key {current} takes over from {old}.", cancellation);
        return TypedResults.Created("/api/recording/evidence/keys", new RotatedKey(EvidenceKeyView.IdOf(current)));
    }
}
