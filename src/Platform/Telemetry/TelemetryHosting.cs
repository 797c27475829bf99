using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Vedette.Platform.Telemetry;

/// <summary>
/// Logs as JSON on the console, metrics on request, and all three signals to a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or the setting
/// <c>platform:otlpEndpoint</c> names one (OTLP over HTTP).
/// The hosting package of OpenTelemetry is not used (docs/decisions/0010): the providers are plain singletons kept by
/// <see cref="TelemetryWorker"/>.
/// </summary>
internal static class TelemetryHosting
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string CollectorSetting = "platform:otlpEndpoint";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        AddLogs(builder.Logging);
        var resource = ResourceBuilder.CreateDefault().AddService(
            "vedette", serviceVersion: typeof(TelemetryHosting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        var collector = builder.Configuration[CollectorSetting] ?? Environment.GetEnvironmentVariable(CollectorVariable);
        Action<OtlpExporterOptions> Send(string signal) => exporter =>
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = new Uri($"{collector!.TrimEnd('/')}/v1/{signal}");
        };

        builder.Services.AddMetrics();
        builder.Services.AddSingleton<PrometheusText>();
        builder.Services.AddSingleton(services =>
        {
            var meters = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("vedette.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "System.Net.Http", "Npgsql")
                .AddReader(new BaseExportingMetricReader(services.GetRequiredService<PrometheusText>()));
            return (collector is null ? meters : meters.AddOtlpExporter(Send("metrics"))).Build();
        });
        builder.Services.AddHostedService<TelemetryWorker>();
        if (collector is not null)
        {
            builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("vedette.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
                .AddProcessor(new TokenRedaction())
                .AddOtlpExporter(Send("traces"))
                .Build());
            builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter(Send("logs")));
        }
    }

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes
        .MapGet("/metrics", async (PrometheusText prometheus, MeterProvider _, CancellationToken ct) =>
            TypedResults.Text(await prometheus.ScrapeAsync(ct), PrometheusText.ContentType))
        .ExcludeFromDescription();

    private static void AddLogs(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        // The framework's request log would print query strings, and with them access tokens.
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
        // /health/ready tells the same to whoever asks, as often as they ask.
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        // A request without a token is answered, not news.
        .AddFilter("Vedette.Platform.Access", LogLevel.Warning)
        // Says at each start that key files are not encrypted themselves; they are readable by their owner only.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
}
