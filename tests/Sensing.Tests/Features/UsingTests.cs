using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Simulator.Things;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Features;

/// <summary>Things are read, written, told what to do and watched by whoever may where they are, and by nobody else.</summary>
public sealed class UsingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-42")]
    public async Task Properties_are_read_and_written_and_actions_invoked_and_both_are_in_the_log()
    {
        await using var desk = await Desk.StartAsync();
        var thing = desk.Things["thing1"];
        var device = await desk.FederateAsync(thing);

        var temperature = await desk.GetAsync($"/api/sensing/things/{device}/properties/temperature");
        var written = await SendAsync(desk.Http, HttpMethod.Put, $"/api/sensing/things/{device}/properties/interval", new { value = 500 });
        var refused = await SendAsync(desk.Http, HttpMethod.Put, $"/api/sensing/things/{device}/properties/interval", new { value = 1 });
        var rang = await SendAsync(desk.Http, HttpMethod.Post, $"/api/sensing/things/{device}/actions/ring", new { input = new { seconds = 2 } });
        var unknown = await SendAsync(desk.Http, HttpMethod.Post, $"/api/sensing/things/{device}/actions/explode", new { });

        Assert.InRange(temperature.GetProperty("value").GetDouble(), 2, 6);
        Assert.Equal((HttpStatusCode.NoContent, 500), (written.Status, thing.Interval.TotalMilliseconds));
        Assert.Equal((HttpStatusCode.BadRequest, "value-not-allowed"), (refused.Status, refused.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.OK, "ringing", 1), (rang.Status, rang.Body.GetProperty("output").GetString(), thing.Rings));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        await Desk.UntilAsync(async () => (await desk.EventsAsync("audit.action-recorded")).Count == 4);
        Assert.Equal(
            ["sensing.property-written False", "sensing.property-written True", "sensing.action-invoked False", "sensing.action-invoked True"],
            (await desk.EventsAsync("audit.action-recorded")).Select(deed => $"{deed.GetProperty("action").GetString()} {deed.GetProperty("failed").GetBoolean()}"));
    }

    [Fact]
    public async Task A_thing_that_is_away_is_said_to_be()
    {
        await using var desk = await Desk.StartAsync();
        var device = await desk.FederateAsync(desk.Things["thing1"]);
        await Desk.UntilAsync(() => desk.StateOf(device).Description is not null);
        desk.Things["thing1"].Behave(ThingBehaviour.Gone);

        var (status, problem) = await SendAsync(desk.Http, HttpMethod.Post, $"/api/sensing/things/{device}/actions/ring", new { });

        Assert.Equal((HttpStatusCode.BadGateway, "thing-unreachable"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    [Trait("Req", "R-29")]
    public async Task Who_has_a_grant_on_the_room_sees_it_and_others_do_not()
    {
        await using var desk = await Desk.StartAsync();
        var (cellar, attic) = (await desk.FederateAsync(desk.Things["thing1"], room: Desk.Cellar), await desk.FederateAsync(desk.Things["thing1"], room: Desk.Attic));
        var unassigned = await desk.FederateAsync(desk.Things["thing1"]);
        await desk.ChangeAsync(unassigned, state => state with { RoomId = null, PropertyId = null });
        using var guard = desk.Host.Client(TestTokens.Guardian(new Grant(GrantScope.Room, Desk.Cellar.Value, Rights.Live)));
        using var keeper = desk.Host.Client(TestTokens.Guardian(new Grant(GrantScope.Room, Desk.Cellar.Value, Rights.Live | Rights.Configure)));

        var seen = (await guard.GetFromJsonAsync<JsonElement>("/api/sensing/things", Ct)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("deviceId").GetGuid());

        Assert.Equal([cellar.Value], seen);
        Assert.Equal(3, (await desk.GetAsync("/api/sensing/things")).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guard, $"/api/sensing/things/{cellar}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guard, $"/api/sensing/things/{attic}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guard, $"/api/sensing/things/{unassigned}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(guard, HttpMethod.Post, $"/api/sensing/things/{cellar}/actions/ring", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(keeper, HttpMethod.Post, $"/api/sensing/things/{attic}/actions/ring", new { })).Status);
        Assert.Equal(0, desk.Things["thing1"].Rings);
    }

    [Fact]
    public async Task What_it_says_is_shown_live_until_the_access_is_taken()
    {
        await using var desk = await Desk.StartAsync();
        var device = await desk.FederateAsync(desk.Things["thing1"]);
        var caller = TestTokens.Guardian(new Grant(GrantScope.Room, Desk.Cellar.Value, Rights.Live)) with { Version = 1 };
        using var socket = await WatchAsync(desk, device, caller);

        var types = new HashSet<string?>();
        while (types.Count < 4)
        {
            types.Add((await ReceiveAsync(socket))!.Value.GetProperty("type").GetString());
        }

        Assert.Superset(new HashSet<string?> { "status", "measurement", "property", "event" }, types);
        desk.Host.Services.GetRequiredService<AccessNews>().Hear(new UserAccess(caller.UserId, 2, IsActive: true, "guardian", caller.Roles, [], DateTimeOffset.UnixEpoch));
        while (await ReceiveAsync(socket) is not null)
        {
            // What was on its way.
        }

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "access-ended"), (socket.CloseStatus, socket.CloseStatusDescription));
        await Desk.UntilAsync(async () => (await desk.EventsAsync("audit.action-recorded")).Any(deed => deed.GetProperty("action").GetString() == "sensing.live-watched"));
    }

    [Fact]
    public async Task A_thing_that_moves_out_of_sight_takes_the_view_along()
    {
        await using var desk = await Desk.StartAsync();
        var device = await desk.FederateAsync(desk.Things["thing1"]);
        using var socket = await WatchAsync(desk, device, TestTokens.Guardian(new Grant(GrantScope.Room, Desk.Cellar.Value, Rights.Live)));
        _ = await ReceiveAsync(socket);

        await desk.ChangeAsync(device, state => state with { RoomId = Desk.Attic });
        while (await ReceiveAsync(socket) is not null)
        {
            // What was on its way.
        }

        Assert.Equal("access-ended", socket.CloseStatusDescription);
    }

    private static async Task<ClientWebSocket> WatchAsync(Desk desk, DeviceId device, Caller caller)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{desk.Host.Address.Authority}/api/sensing/things/{device}/live?access_token={desk.Host.Tokens.Issue(caller)}"), Ct);
        return socket;
    }

    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, Ct).WaitAsync(TimeSpan.FromMinutes(1), Ct);
        return received.MessageType == WebSocketMessageType.Close ? null : JsonElement.Parse(buffer.AsSpan(0, received.Count));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var reply = await http.GetAsync(path, Ct);
        return reply.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient http, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var reply = await http.SendAsync(request, Ct);
        var text = await reply.Content.ReadAsStringAsync(Ct);
        return (reply.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
