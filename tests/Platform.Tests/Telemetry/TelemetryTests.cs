using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Hosting;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Telemetry;

public sealed class TelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_token_is_never_logged()
    {
        var lines = new LogLines();
        await using var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>()], services: services => services.AddLogging(logging => logging.AddProvider(lines)));
        var token = host.Tokens.Issue("administrator");
        using var client = host.Client();
        foreach (var path in (string[])["live", "me", "bug", "nothing", "notes/17", "notes?limit=x"])
        {
            using var response = await client.GetAsync($"/api/writers/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={token}", Ct);
        }

        Assert.Contains("The request failed: GET /api/writers/bug", lines.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token[..40], lines.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token[^40..], lines.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("access_token", lines.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_three_signals_reach_a_collector_and_carry_no_token()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = Collector(received);
        await collector.StartAsync(Ct);
        string token;
        await using (var host = await ModuleHost.StartAsync(
            [ModuleEntry.Of<WritersModule>()],
            adjust: options => options with { Settings = new Dictionary<string, string?> { ["platform:otlpEndpoint"] = collector.Urls.First() } },
            // The test host removes the log providers; the collector's is put back.
            services: services => services.AddLogging(logging => logging.AddProvider(new LogLines()))))
        {
            token = host.Tokens.Issue("administrator");
            using var client = host.Anonymous();
            using var response = await client.GetAsync($"/api/writers/live?access_token={token}", Ct);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Contains("/api/writers/live", received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["metrics"], StringComparison.Ordinal);
        Assert.All(received.Values, body => Assert.DoesNotContain(token[^40..], body, StringComparison.Ordinal));
    }

    private static WebApplication Collector(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            received.AddOrUpdate(context.Request.Path.Value!.Split('/')[^1], body, (_, before) => before + body);
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        return collector;
    }
}
