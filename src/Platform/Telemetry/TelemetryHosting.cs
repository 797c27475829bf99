using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vedette.Platform.Telemetry;

internal static class TelemetryHosting
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Logging
            .SetMinimumLevel(LogLevel.Information)
            // The framework's request log would print query strings, and with them access tokens.
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            // Says at each start that key files are not encrypted themselves; they are readable by their owner only.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
    }
}
