using Vedette.Audit.Storage;

namespace Vedette.Audit.Features;

/// <summary>The filter of a request.</summary>
/// <param name="Actor">Who: a user id, or <c>system</c>.</param>
/// <param name="Action">What, or how it starts: <c>recording.</c> for everything of a module.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
internal readonly record struct ActionQuery(string? Actor, string? Action, Guid? Target, DateTimeOffset? From, DateTimeOffset? To)
{
    public ActionFilter ToFilter() => new(Given(Actor), Given(Action), Target, From?.ToUniversalTime(), To?.ToUniversalTime());

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
