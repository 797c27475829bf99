using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vedette.Simulator.Onvif;

namespace Vedette.Simulator.Control;

/// <summary>
/// HTTP on 127.0.0.1 to look at the cameras and to tell them how to behave: <c>GET /cameras</c>,
/// <c>POST /cameras/{name}/behaviour {"kind":"stall","seconds":5}</c>, <c>POST /cameras/{name}/onvif {"motion":true}</c>;
/// <c>GET /things</c>, <c>POST /things/{name}/behaviour {"kind":"slow-drip"}</c>.
/// </summary>
internal sealed class ControlApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ControlApi(WebApplication app) => _app = app;

    /// <summary>The port it listens on.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Starts it.</summary>
    /// <param name="simulator">Whose cameras.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="ct">Gives up starting.</param>
    public static async Task<ControlApi> StartAsync(CameraSimulator simulator, int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)));
        var app = builder.Build();
        app.MapGet("/cameras", () => simulator.Cameras.Select(CameraReport.Of));
        app.MapPost("/cameras/{name}/behaviour", (string name, BehaviourOrder order) => Behave(simulator, name, order));
        app.MapPost("/cameras/{name}/onvif", (string name, OnvifOrder order) => Behave(simulator, name, order));
        app.MapGet("/things", () => simulator.Things?.Things.Select(ThingReport.Of) ?? []);
        app.MapPost("/things/{name}/behaviour", (string name, ThingOrder order) => Behave(simulator, name, order));
        await app.StartAsync(ct);
        return new ControlApi(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Behave(CameraSimulator simulator, string name, BehaviourOrder order)
    {
        if (simulator.Find(name) is not { } camera)
        {
            return Results.NotFound();
        }

        if (order.Seconds is <= 0 or > 86_400 || order.EveryNth < 2)
        {
            return Results.BadRequest();
        }

        camera.Behave(new Behaviour(order.Kind, order.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, order.EveryNth));
        return Results.NoContent();
    }

    private static IResult Behave(CameraSimulator simulator, string name, ThingOrder order)
    {
        if (simulator.Things?.Find(name) is not { } thing)
        {
            return Results.NotFound();
        }

        thing.Behave(order.Kind ?? thing.Behaviour);
        if (order.Enabled is { } enabled)
        {
            thing.Switch(enabled);
        }

        return Results.NoContent();
    }

    private static IResult Behave(CameraSimulator simulator, string name, OnvifOrder order)
    {
        if (simulator.Find(name)?.Onvif is not { } device)
        {
            return Results.NotFound();
        }

        if (order.ClockOffsetSeconds is < -86_400 * 366 or > 86_400 * 366)
        {
            return Results.BadRequest();
        }

        device.Quirks = order.Quirks is { } quirks ? quirks.Aggregate(OnvifQuirks.None, (all, one) => all | one) : device.Quirks;
        device.ClockOffset = order.ClockOffsetSeconds is { } offset ? TimeSpan.FromSeconds(offset) : device.ClockOffset;
        if (order.ForgetSubscriptions)
        {
            device.ForgetSubscriptions();
        }

        if (order.Motion is { } motion)
        {
            device.Move(motion);
        }

        return Results.NoContent();
    }
}
