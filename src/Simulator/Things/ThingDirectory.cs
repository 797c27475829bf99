using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Vedette.Simulator.Things;

/// <summary>A Thing Description Directory's listing on 127.0.0.1 (WoT Discovery section 7.3.1.6): <c>GET /things</c>, page by page.</summary>
internal sealed class ThingDirectory : IAsyncDisposable
{
    private const int PageSize = 2;

    private readonly WebApplication _app;

    private ThingDirectory(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/things");

    public static async Task<ThingDirectory> StartAsync(IReadOnlyList<SimulatedThing> things, int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapGet("/things", (int? offset, int? limit, HttpContext context) => List(things, offset ?? 0, limit ?? PageSize, context.Response));
        app.MapGet("/things/{id}", (string id) => things.FirstOrDefault(thing => thing.Id == id) is { } thing
            ? Results.Text(ThingDescription.Of(thing).ToJsonString(), ThingDescription.MimeType)
            : Results.NotFound());
        await app.StartAsync(ct);
        return new ThingDirectory(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult List(IReadOnlyList<SimulatedThing> things, int offset, int limit, HttpResponse response)
    {
        if (offset < 0 || limit < 1)
        {
            return Results.BadRequest();
        }

        var next = offset + Math.Min(limit, PageSize);
        if (next < things.Count)
        {
            response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"</things?offset={next}&limit={limit}>; rel=\"next\"");
        }

        var page = new JsonArray([.. things.Skip(offset).Take(Math.Min(limit, PageSize)).Select(ThingDescription.Of)]);
        return Results.Text(page.ToJsonString(), "application/ld+json");
    }
}
