using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Vedette.Platform.Web;

/// <summary>The problem a bare status stands for.</summary>
internal static class StatusProblem
{
    public static ProblemHttpResult? Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problem.Refuse(status, "invalid-request", "The request cannot be understood."),
        StatusCodes.Status401Unauthorized => Problem.Refuse(status, "unauthenticated", "This needs an access token."),
        StatusCodes.Status403Forbidden => Problem.Refuse(status, "forbidden", "You are not allowed to do this."),
        StatusCodes.Status404NotFound => Problem.Refuse(status, "not-found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => Problem.Refuse(status, "method-not-allowed", "This address does not know that method."),
        StatusCodes.Status408RequestTimeout => Problem.Refuse(status, "request-timeout", "The request came too slowly."),
        StatusCodes.Status413PayloadTooLarge => Problem.Refuse(status, "body-too-large", "The body of the request is too large."),
        StatusCodes.Status415UnsupportedMediaType => Problem.Refuse(status, "unsupported-media-type", "The body is of a type this address does not take; nearly all take JSON, with the header Content-Type: application/json."),
        StatusCodes.Status416RangeNotSatisfiable => Problem.Refuse(status, "range-not-satisfiable", "The file does not have that range."),
        StatusCodes.Status429TooManyRequests => Problem.Refuse(status, "too-many-requests", "Too many requests; wait a moment."),
        StatusCodes.Status503ServiceUnavailable => Problem.Refuse(status, "temporarily-unavailable", "This does not work right now."),
        >= 400 and < 500 => Problem.Refuse(status, "refused", "The request is refused."),
        >= 500 => Problem.Refuse(status, "internal-error", "Something went wrong on our side."),
        _ => null,
    };
}
