using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Vedette.Platform.Web;

/// <summary>Ends WebSocket requests when the process is asked to stop; they would hold up the shutdown until its patience is over.</summary>
internal sealed class EndlessRequests(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.RequestAborted = either.Token;
        await next(context);
    }
}
