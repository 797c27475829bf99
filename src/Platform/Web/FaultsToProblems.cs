using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;

namespace Vedette.Platform.Web;

/// <summary>Answers every failure as problem details: exceptions, and statuses the framework leaves without a body.</summary>
internal sealed class FaultsToProblems(RequestDelegate next, ILogger<FaultsToProblems> log)
{
    private const int RetrySeconds = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsBare(context.Response) && StatusProblem.Of(context.Response.StatusCode) is { } problem)
            {
                await problem.ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception failed) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, failed);
        }
    }

    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private Task AnswerAsync(HttpContext context, Exception failed)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        context.Response.Clear();
        SecurityHeaders.Apply(context.Response.Headers);
        return ProblemOf().ExecuteAsync(context);

        ProblemHttpResult ProblemOf()
        {
            switch (failed)
            {
                case InvalidRequestException wrong:
                    return Problem.Invalid(wrong.Field, wrong.Message);
                case BadHttpRequestException bad:
                    return BadRequest.Explain(bad);
                case FaultException { IsTransient: true } fault:
                    PlatformLog.RequestUnserved(log, method, path, fault.Message);
                    context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
                    return fault.Kind == FaultKind.Storage
                        ? Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "storage-unavailable", "The database cannot be used right now.")
                        : Problem.Refuse(StatusCodes.Status503ServiceUnavailable, "temporarily-unavailable", "This does not work right now.");
                default:
                    PlatformLog.RequestFailed(log, method, path, failed);
                    return Problem.Refuse(
                        StatusCodes.Status500InternalServerError, "internal-error", "Something went wrong on our side. The log knows more under this trace id.");
            }
        }
    }
}
