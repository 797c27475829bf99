using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vedette.Simulator.Things;

/// <summary>One thing's HTTP server on 127.0.0.1.</summary>
internal sealed class ThingServer : IAsyncDisposable
{
    private const string Json = "application/json";
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(25);

    private readonly SimulatedThing _thing;
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _closing = new();

    private ThingServer(SimulatedThing thing, WebApplication app) => (_thing, _app) = (thing, app);

    public static async Task<ThingServer> StartAsync(SimulatedThing thing, ThingGuard guard, int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var server = new ThingServer(thing, app);
        app.Use(server.GuardAsync(guard));
        app.UseWebSockets();
        app.MapGet("/device", server.Describe);
        app.MapGet("/.well-known/wot", server.Describe);
        app.MapGet("/trap", thing.Trap);
        app.MapGet("/properties/{name}", server.Read);
        app.MapPut("/properties/interval", server.SetInterval);
        app.MapGet("/properties/{name}/sse", (string name, HttpContext context) => server.TellAsync(name, context));
        app.MapGet("/properties/{name}/poll", (string name, HttpContext context) => server.PollAsync(name, context));
        app.MapPost("/actions/toggle", server.Toggle);
        app.MapPost("/actions/ring", (Delegate)server.RingAsync);
        app.MapGet("/events/measurement/sse", (HttpContext context) => server.TellAsync("measurement", context));
        app.MapGet("/events/measurement/poll", (Delegate)((HttpContext context) => server.PollAsync("measurement", context)));
        app.MapGet("/events/measurement/ws", server.TalkAsync);
        await app.StartAsync(ct);
        thing.Url = new Uri(app.Urls.First() + "/");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    /// <summary>The description is for everybody: it says how to prove who one is.</summary>
    private Func<HttpContext, RequestDelegate, Task> GuardAsync(ThingGuard guard) => async (context, next) =>
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        try
        {
            var isTrap = context.Request.Path == "/trap";
            var isOpen = isTrap || context.Request.Path == "/device" || context.Request.Path == "/.well-known/wot";
            if ((isTrap || !await Mischief.AnswerAsync(_thing, context, ending.Token)) && (isOpen || guard.Admits(context)))
            {
                await next(context);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or WebSocketException)
        {
            // Switched off, or whoever asked has left.
            context.Abort();
        }
    };

    private IResult Describe() => _thing.Behaviour switch
    {
        ThingBehaviour.NoDescription => Results.NotFound(),
        ThingBehaviour.WrongDescription => Results.Text("""{"@context":"https://www.w3.org/2022/wot/td/v1.1","properties":{"status":{"type":"object"}}}""", ThingDescription.MimeType),
        _ => Results.Text(ThingDescription.Of(_thing).ToJsonString(), ThingDescription.MimeType),
    };

    private IResult Read(string name) => _thing.Read(name) is { } value ? Results.Text(value.ToJsonString(), Json) : Results.NotFound();

    private IResult SetInterval(JsonNode? value)
    {
        if (value is not JsonValue number || !number.TryGetValue<int>(out var milliseconds) || milliseconds is < 50 or > 3_600_000)
        {
            return Results.BadRequest();
        }

        _thing.Interval = TimeSpan.FromMilliseconds(milliseconds);
        return Results.NoContent();
    }

    private IResult Toggle(JsonNode? input)
    {
        if (_thing.Behaviour == ThingBehaviour.RefusesToggle)
        {
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }

        return input is JsonObject order && order["enable"] is JsonValue enable && enable.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? Results.Text(JsonSerializer.Serialize(_thing.Toggle(enable.GetValue<bool>())), Json)
            : Results.BadRequest();
    }

    private async Task<IResult> RingAsync(HttpContext context)
    {
        // The input may be left out.
        using var reader = new StreamReader(context.Request.Body);
        var input = await reader.ReadToEndAsync(context.RequestAborted);
        if (input.Length > 0 && JsonNode.Parse(input) is not JsonObject)
        {
            return Results.BadRequest();
        }

        _thing.Ring();
        return Results.Text("\"ringing\"", Json);
    }

    /// <summary>Server-sent events (WHATWG HTML section 9.2): one for each value.</summary>
    private async Task TellAsync(string topic, HttpContext context)
    {
        if (!Has(topic))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        using var listener = _thing.News.Listen(topic);
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": here\n\n", ending.Token);
        await foreach (var json in listener.Queue.Reader.ReadAllAsync(ending.Token))
        {
            await context.Response.WriteAsync($"event: {topic}\ndata: {json}\n\n", ending.Token);
        }
    }

    /// <summary>Long polling: the answer is the next value, or 204 when there was none for a while.</summary>
    private async Task<IResult> PollAsync(string topic, HttpContext context)
    {
        if (!Has(topic))
        {
            return Results.NotFound();
        }

        using var patience = new CancellationTokenSource(LongestPoll, _thing.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token, patience.Token);
        using var listener = _thing.News.Listen(topic);
        try
        {
            return Results.Text(await listener.Queue.Reader.ReadAsync(ending.Token), Json);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Results.NoContent();
        }
    }

    /// <summary>A WebSocket: one text message for each measurement.</summary>
    private async Task TalkAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        using var listener = _thing.News.Listen("measurement");
        var leaving = LeaveAsync(socket, ending);
        await foreach (var json in listener.Queue.Reader.ReadAllAsync(ending.Token))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, ending.Token);
        }

        await leaving;
    }

    private static async Task LeaveAsync(WebSocket socket, CancellationTokenSource ending)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[256], ending.Token)).MessageType != WebSocketMessageType.Close)
            {
                // What listeners say is of no interest.
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Left without a word.
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private static bool Has(string topic) => topic is "status" or "measurement" || Sensor.All.Any(sensor => sensor.Measure == topic);
}
