using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Vedette.Platform.Web;

/// <summary>Refusals as problem details (RFC 9457) with a stable <c>code</c> for programs and words for people.</summary>
public static class Problem
{
    /// <summary>404: there is no such <paramref name="what"/>.</summary>
    public static ProblemHttpResult NotFound(string what, object id) =>
        Refuse(StatusCodes.Status404NotFound, "not-found", $"There is no {what} {id}.");

    /// <summary>409: the request does not fit the present state.</summary>
    public static ProblemHttpResult Conflict(string code, string detail) => Refuse(StatusCodes.Status409Conflict, code, detail);

    /// <summary>400: one field is wrong.</summary>
    /// <param name="field">Its path in the request, for example <c>source.url</c>.</param>
    /// <param name="message">What is wrong with it.</param>
    public static ProblemHttpResult Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>400: several fields are wrong.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        Refuse(StatusCodes.Status400BadRequest, "invalid-request", "The request has wrong fields.", errors);

    /// <summary>Any other refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">kebab-case, never changed once released.</param>
    /// <param name="detail">Words for people; never internals or secrets.</param>
    public static ProblemHttpResult Refuse(int status, string code, string detail) => Refuse(status, code, detail, null);

    /// <summary>Any other refusal, with what is wrong piece by piece.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">kebab-case, never changed once released.</param>
    /// <param name="detail">Words for people; never internals or secrets.</param>
    /// <param name="errors">By field, or by another name for where it is.</param>
    public static ProblemHttpResult Refuse(int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = code } };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        if (Activity.Current is { } activity)
        {
            problem.Extensions["traceId"] = activity.TraceId.ToString();
        }

        return TypedResults.Problem(problem);
    }
}
