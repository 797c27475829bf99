using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;

namespace Vedette.Platform.Web;

internal static class WebHosting
{
    private const long LargestBody = 1024 * 1024;
    private const int LargestHeaders = 32 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder, VedetteOptions options, IReadOnlyList<ModuleEntry> modules)
    {
        _ = modules;
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
    }

    public static void UseWeb(this WebApplication application, VedetteOptions options)
    {
        _ = options;
        application.Use((context, next) =>
        {
            SecurityHeaders.Apply(context.Response.Headers);
            return next(context);
        });
        application.UseMiddleware<FaultsToProblems>();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
    }

    public static IEndpointRouteBuilder MapModule(this WebApplication application, string module) =>
        application.MapGroup($"/api/{module}").WithTags(module).WithGroupName(module);
}
