using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Audit.Storage;
using Vedette.Platform.Web;

namespace Vedette.Audit.Features;

/// <summary>The filter of a request.</summary>
/// <param name="Actor">Who: a user id, or <c>system</c>.</param>
/// <param name="Action">What, or how it starts: <c>recording.</c> for everything of a module.</param>
/// <param name="Entity">The kind of thing: <c>user</c>, <c>device</c>, <c>hold</c> …</param>
/// <param name="Target">What it was done to.</param>
/// <param name="Result"><c>done</c> or <c>failed</c>.</param>
/// <param name="Search">Words of the detail, or of the address.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
internal readonly record struct ActionQuery(
    string? Actor, string? Action, string? Entity, Guid? Target, string? Result, string? Search, DateTimeOffset? From, DateTimeOffset? To)
{
    public const string DoneResult = "done";
    public const string FailedResult = "failed";
    private const int MostSearched = 100;

    public ProblemHttpResult? Refusal() =>
        Result is not (null or "" or DoneResult or FailedResult) ? Problem.Invalid("result", $"Must be {DoneResult} or {FailedResult}.")
        : Search?.Length > MostSearched ? Problem.Invalid("search", $"Must not be longer than {MostSearched} characters.")
        : null;

    public ActionFilter ToFilter() => new(Given(Actor), Given(Action), Target, From?.ToUniversalTime(), To?.ToUniversalTime())
    {
        Entity = Given(Entity),
        Failed = Given(Result) is { } result ? result == FailedResult : null,
        Search = Given(Search),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
