using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Vedette.Streams.Features;
using Vedette.Streams.Tests.Restreaming;
using Vedette.Streams.Tests.Viewing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Access;

/// <summary>Cameras are watched by whom their place is open to, and no longer than that.</summary>
public sealed class WatchingByPlaceTests
{
    private static readonly Uri Nowhere = new("rtsp://127.0.0.1:1/yard");
    private static readonly SimulatorOptions Small = new() { Clip = ClipShape.Small };
    private static readonly Place Room = new(PropertyId.New(), RoomId.New());
    private static readonly Place Hall = new(Room.PropertyId, RoomId.New());

    [Fact]
    [Trait("Req", "R-13")]
    public async Task Cameras_of_the_own_room_work_others_are_refused_or_not_there_and_lists_leave_them_out()
    {
        await using var streams = await StreamsHost.StartAsync();
        var (own, seen, foreign) = (DeviceId.New(), DeviceId.New(), DeviceId.New());
        await streams.TellAsync(own, streams.Source(Nowhere), Room);
        await streams.TellAsync(seen, streams.Source(Nowhere), Hall);
        await streams.TellAsync(foreign, streams.Source(Nowhere));
        using var guardian = streams.Host.Client(TestTokens.Guardian(
            new Grant(GrantScope.Room, Room.RoomId.Value, Rights.Live | Rights.Configure), new Grant(GrantScope.Room, Hall.RoomId.Value, Rights.Playback)));
        async Task<int> StatusAsync(DeviceId camera, string what) => (int)(await guardian.GetAsync($"/api/streams/cameras/{camera}{what}")).StatusCode;

        foreach (var (what, expected) in new[] { ("", 200), ("/live", 400), ("/ptz", 409), ("/diagnostics", 200), ("/transcript.txt", 200), ("/still.jpg?width=1", 400), ("/hls/none/index.m3u8", 400) })
        {
            Assert.Equal((what, expected, 403, 404), (what, await StatusAsync(own, what), await StatusAsync(seen, what), await StatusAsync(foreign, what)));
        }

        var listed = await guardian.GetFromJsonAsync<JsonElement>("/api/streams/cameras");
        Assert.Equal(own.ToString(), Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        object Tile(DeviceId camera, int x) => new { cameraId = camera, x, y = 0, w = 1, h = 1 };
        using var made = await streams.Http.PostAsJsonAsync("/api/streams/layouts", new { name = "Wall", columns = 3, tiles = new[] { Tile(own, 0), Tile(seen, 1), Tile(foreign, 2) }, shared = true });
        var wall = (await guardian.GetFromJsonAsync<JsonElement>("/api/streams/layouts")).GetProperty("items")[0];
        Assert.Equal(own.ToString(), Assert.Single(wall.GetProperty("tiles").EnumerateArray()).GetProperty("cameraId").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await guardian.PostAsJsonAsync("/api/streams/keys", new { name = "x", cameraIds = new[] { foreign } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await guardian.PostAsJsonAsync("/api/streams/probe", new { url = Nowhere, deviceId = foreign })).StatusCode);
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("user")]
    [InlineData("moved")]
    [InlineData("unassigned")]
    [Trait("Req", "R-13")]
    public async Task An_open_live_view_ends_with_the_word_for_it_when_the_access_does(string what)
    {
        await using var simulator = await CameraSimulator.StartAsync(Small);
        await using var streams = await StreamsHost.StartAsync();
        var camera = await LiveClient.OnlineAsync(streams, simulator);
        var source = streams.Source(simulator["cam1"].Url);
        await streams.TellAsync(camera.AsDevice(), source, Room);
        var guardian = TestTokens.Guardian(new Grant(GrantScope.Room, Room.RoomId.Value, Rights.Live));
        using var watching = await LiveClient.ConnectAsync(streams, camera, caller: guardian);
        using var other = await LiveClient.ConnectAsync(streams, camera);
        _ = await watching.TextAsync("clock");
        var follow = streams.Services.GetRequiredService<FollowUsers>();

        await (what switch
        {
            "grant" => follow.HandleAsync(Now(guardian, []), CancellationToken.None),
            "user" => follow.HandleAsync(Now(guardian, guardian.Given) with { Active = false }, CancellationToken.None),
            "moved" => streams.TellAsync(camera.AsDevice(), source, Hall),
            _ => streams.TellAsync(camera.AsDevice(), source, place: null),
        });
        await watching.ClosedAsync();

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "access-ended"), (watching.Socket.CloseStatus!.Value, watching.Socket.CloseStatusDescription));
        _ = await other.TextAsync("clock");
        Assert.Equal(WebSocketState.Open, other.Socket.State);
    }

    [Fact]
    [Trait("Req", "R-13")]
    public async Task The_socket_of_events_follows_grants_as_they_begin_change_and_end()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await ModuleHost.StartAsync([Platform.Hosting.ModuleEntry.Of<StreamsModule>()], time: time);
        var follow = host.Services.GetRequiredService<FollowInventory>();
        async Task<CameraId> AddAsync(Place place)
        {
            var id = DeviceId.New();
            await follow.HandleAsync(new Contracts.Inventory.DeviceState(id, Contracts.Inventory.DeviceKind.Camera, "Yard", place.RoomId, place.PropertyId, false, true, null, 1), CancellationToken.None);
            return id.AsCamera();
        }

        var (inRoom, inHall) = (await AddAsync(Room), await AddAsync(Hall));
        var now = time.GetUtcNow();
        var (always, shift) = (new Grant(GrantScope.Room, Room.RoomId.Value, Rights.Live), new Grant(GrantScope.Room, Hall.RoomId.Value, Rights.Live, now.AddMinutes(10), now.AddMinutes(20)));
        var guard = TestTokens.Guardian(always, shift);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new UriBuilder(host.Address) { Scheme = "ws", Path = "/api/streams/events", Query = $"access_token={host.Tokens.Issue(guard)}" }.Uri, TestContext.Current.CancellationToken);

        Assert.Equal(("camera", inRoom), await NextAsync(socket));
        time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.Equal(("camera", inHall), await NextOfAsync(socket, inHall));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(("removed", inHall), await NextOfAsync(socket, inHall));
        await host.Services.GetRequiredService<FollowUsers>().HandleAsync(Now(guard, [new Grant(GrantScope.Room, Hall.RoomId.Value, Rights.Live)]), CancellationToken.None);
        Assert.Equal(("removed", inRoom), await NextOfAsync(socket, inRoom, "removed"));
        await host.Services.GetRequiredService<FollowUsers>().HandleAsync(Now(guard, []) with { Version = 2 }, CancellationToken.None);
        while (await ReceiveAsync(socket) is not null)
        {
        }

        Assert.Equal("access-ended", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_stream_key_is_good_for_what_its_owner_may_watch_now_and_ends_with_its_owner()
    {
        await using var rig = await RestreamRig.StartAsync();
        var source = rig.Streams.Source(rig.Simulated.Url);
        await rig.Streams.TellAsync(rig.Camera.AsDevice(), source, Room);
        var owner = TestTokens.Guardian(new Grant(GrantScope.Room, Room.RoomId.Value, Rights.Live));
        using var http = rig.Streams.Host.Client(owner);
        var made = await (await http.PostAsJsonAsync("/api/streams/keys", new { name = "Recorder" })).Content.ReadFromJsonAsync<JsonElement>();
        using var wall = await http.PostAsJsonAsync("/api/streams/layouts", new { name = "Wall", columns = 1, tiles = Array.Empty<object>(), shared = true });
        var proof = RawClient.Basic(made.GetProperty("username").GetString()!, made.GetProperty("secret").GetString()!);
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await RestreamTests.PlayAsync(client, rig.Url.ToString(), proof);
        var follow = rig.Streams.Services.GetRequiredService<FollowUsers>();
        async Task<int> StatusAsync()
        {
            using var another = await RawClient.ConnectAsync(rig.Server.Port!.Value);
            return (await another.AskAsync("DESCRIBE", rig.Url.ToString(), ("Authorization", proof))).Status;
        }

        await follow.HandleAsync(Now(owner, [new Grant(GrantScope.Room, Hall.RoomId.Value, Rights.Live)]), CancellationToken.None);
        Assert.True(await client.IsClosedAsync());
        Assert.Equal(404, await StatusAsync());
        await follow.HandleAsync(Now(owner, owner.Given) with { Version = 2 }, CancellationToken.None);
        Assert.Equal(200, await StatusAsync());
        await follow.HandleAsync(Now(owner, owner.Given) with { Version = 3, Active = false }, CancellationToken.None);
        Assert.Equal(401, await StatusAsync());

        await follow.HandleAsync(new UserDeleted(owner.UserId, owner.Name), CancellationToken.None);
        Assert.Equal(0, (await rig.Streams.Http.GetFromJsonAsync<JsonElement>("/api/streams/keys")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await rig.Streams.Http.GetFromJsonAsync<JsonElement>("/api/streams/layouts")).GetProperty("items").GetArrayLength());
    }

    private static AccessChanged Now(Caller caller, IReadOnlyList<Grant> grants) =>
        new(caller.UserId, 1, true, caller.Name, caller.Roles, [.. grants.Select(grant => grant.ToString())], DateTimeOffset.UtcNow);

    private static async Task<(string Type, CameraId Camera)?> NextOfAsync(ClientWebSocket socket, CameraId camera, string? type = null)
    {
        while (await NextAsync(socket) is { } told)
        {
            if (told.Camera == camera && (type is null || told.Type == type))
            {
                return told;
            }
        }

        return null;
    }

    private static async Task<(string Type, CameraId Camera)?> NextAsync(ClientWebSocket socket) =>
        await ReceiveAsync(socket) is { } told
            ? (told.GetProperty("type").GetString()!, CameraId.Parse((told.TryGetProperty("camera", out var camera) ? camera : told).GetProperty("id").GetString()!, null))
            : null;

    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket)
    {
        var (buffer, read) = (new byte[64 * 1024], 0);
        while (await socket.ReceiveAsync(buffer.AsMemory(read), TestContext.Current.CancellationToken) is var part && part.MessageType != WebSocketMessageType.Close)
        {
            read += part.Count;
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(buffer.AsMemory(0, read)).RootElement;
            }
        }

        return null;
    }
}
