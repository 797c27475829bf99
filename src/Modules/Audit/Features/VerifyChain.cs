using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Audit.Storage;
using Vedette.Platform.Access;

namespace Vedette.Audit.Features;

/// <summary>Whether the log is as it was written.</summary>
/// <param name="Valid">No entry was changed, removed or moved.</param>
/// <param name="Count">Entries that are as they were written.</param>
/// <param name="BrokenAt">The first entry that is not; null when all are.</param>
/// <param name="Head">Hexadecimal hash of the last good entry: write it down elsewhere, and a log made anew is noticed.</param>
internal sealed record ChainView(bool Valid, long Count, long? BrokenAt, string Head);

/// <summary>Makes every hash of the log again.</summary>
internal static class VerifyChain
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/verification", HandleAsync).RequireRight(Right.Audit).WithName("VerifyActions");

    private static async Task<Ok<ChainView>> HandleAsync(ChainCheck check, CancellationToken cancellation)
    {
        var verdict = await check.RunAsync(cancellation);
        return TypedResults.Ok(new ChainView(verdict.BrokenAt is null, verdict.Count, verdict.BrokenAt, Convert.ToHexStringLower(verdict.Head)));
    }
}
