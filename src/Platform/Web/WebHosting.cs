using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;
using Vedette.Platform.Telemetry;

namespace Vedette.Platform.Web;

/// <summary>The web side of a process: limits, JSON, problem details, documents, health, and the order requests pass through it.</summary>
internal static class WebHosting
{
    private const long LargestBody = 1024 * 1024;
    private const int LargestHeaders = 32 * 1024;

    // Text only: footage does not get smaller.
    private static readonly string[] Compressed =
    [
        "application/json", "application/problem+json", "application/openapi+json", "application/vnd.apple.mpegurl",
        "text/plain", "text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml",
    ];

    public static void AddWeb(this WebApplicationBuilder builder, VedetteOptions options, IReadOnlyList<ModuleEntry> modules)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Services.AddRouting();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            WireFormat.Apply(json.SerializerOptions);
            json.SerializerOptions.Converters.Add(new InstantConverter());
        });
        // No reply mixes a caller's secret with a stranger's text, so compressing over TLS gives nothing away (BREACH).
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Compressed;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<Readiness>();
        foreach (var module in modules)
        {
            builder.Services.AddOpenApiOf(module.Name);
        }
    }

    public static void UseWeb(this WebApplication application, VedetteOptions options)
    {
        application.Use((context, next) =>
        {
            SecurityHeaders.Apply(context.Response.Headers);
            return next(context);
        });
        application.UseMiddleware<FaultsToProblems>();
        application.UseConsole(options.WebRoot);
        // Behind the console, whose files are compressed already.
        application.UseResponseCompression();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseWebSockets(new WebSocketOptions
        {
            KeepAliveInterval = TimeSpan.FromSeconds(15),
            KeepAliveTimeout = TimeSpan.FromSeconds(15),
        });
        application.UseMiddleware<EndlessRequests>();
        application.MapHealth();
        application.MapTelemetry();
        application.MapOpenApi("/openapi/{documentName}.json");
    }

    public static IEndpointRouteBuilder MapModule(this WebApplication application, string module) =>
        application.MapGroup($"/api/{module}").WithTags(module).WithGroupName(module);
}
