using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Vedette.Streams.Viewing;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

public sealed class LiveTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task A_viewer_gets_the_mime_type_the_init_section_and_at_once_the_cached_pictures_which_play()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        using var viewer = await ConnectAsync(streams, camera);

        var init = await TextAsync(viewer, "init");
        var file = new MemoryStream();
        while (file.Length < 200_000)
        {
            var (type, bytes) = await ReceiveAsync(viewer);
            if (type == WebSocketMessageType.Binary)
            {
                await file.WriteAsync(bytes);
            }
        }

        Assert.StartsWith("video/mp4; codecs=\"avc1.", init.GetProperty("mime").GetString(), StringComparison.Ordinal);
        Assert.Equal(1280, init.GetProperty("width").GetInt32());
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, file.ToArray());
        using var judge = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"]) { RedirectStandardError = true })!;
        Assert.Equal("", await judge.StandardError.ReadToEndAsync());
        File.Delete(path);
    }

    [Fact]
    public async Task All_viewers_share_one_view_and_it_ends_with_the_last()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        var views = streams.Services.GetRequiredService<LiveViews>();
        using (var one = await ConnectAsync(streams, camera))
        using (var two = await ConnectAsync(streams, camera))
        using (var three = await ConnectAsync(streams, camera))
        {
            _ = await TextAsync(three, "init");

            Assert.Equal(3, views.ViewersOf(camera));
            Assert.Equal(1, simulator["cam1"].Viewers);
        }

        await Until.TrueAsync(() => views.ViewersOf(camera) == 0, "nobody watches");
    }

    [Fact]
    public async Task A_viewer_is_told_when_the_camera_is_lost_and_starts_over_when_it_is_back()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        using var viewer = await ConnectAsync(streams, camera);
        _ = await TextAsync(viewer, "init");

        simulator["cam1"].Behave(BehaviourKind.Drop);

        var lost = await TextAsync(viewer, "state");
        Assert.Equal("silent", lost.GetProperty("state").GetString());
        Assert.Equal("closed", lost.GetProperty("cause").GetString());
        _ = await TextAsync(viewer, "init");
    }

    [Fact]
    public async Task The_clock_tells_how_old_the_picture_is()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        using var viewer = await ConnectAsync(streams, camera);

        var clock = await TextAsync(viewer, "clock");

        Assert.True(clock.GetProperty("mediaTime").GetDouble() >= 0);
        Assert.InRange(clock.GetProperty("wallTime").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddSeconds(5));
    }

    [Fact]
    public async Task Watching_needs_a_token_the_right_and_our_own_page()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        var path = $"/api/streams/cameras/{camera}/live";
        using var member = streams.Host.Client(new Caller(UserId.New(), "member", [Roles.Member]));

        Assert.Equal(HttpStatusCode.Unauthorized, (await streams.Host.Anonymous().GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await streams.Http.GetAsync(path)).StatusCode);
        var foreign = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(streams, camera, "https://elsewhere.example"));
        Assert.Contains("403", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewers_are_told_why_when_the_camera_is_switched_off()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        using var viewer = await ConnectAsync(streams, camera);
        _ = await TextAsync(viewer, "clock");

        await streams.TellAsync(camera.AsDevice(), streams.Source(simulator["cam1"].Url), enabled: false);

        await ClosedAsync(viewer);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, viewer.CloseStatus);
        Assert.Equal("The camera was switched off.", viewer.CloseStatusDescription);
        using var off = await streams.Http.GetAsync($"/api/streams/cameras/{camera}/live");
        Assert.Equal(HttpStatusCode.BadRequest, off.StatusCode);
    }

    [Fact]
    public async Task Viewers_and_listeners_are_told_that_the_server_stops()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        var streams = await StreamsHost.StartAsync();
        var camera = await OnlineAsync(streams, simulator);
        using var viewer = await ConnectAsync(streams, camera);
        using var listener = new ClientWebSocket();
        await listener.ConnectAsync(Address(streams, "/api/streams/events"), Limit);
        _ = await TextAsync(viewer, "clock");
        _ = await TextAsync(listener, "camera");

        var stopping = streams.DisposeAsync();

        await Task.WhenAll(ClosedAsync(viewer), ClosedAsync(listener));
        await stopping;
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, viewer.CloseStatus);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, listener.CloseStatus);
    }

    [Fact]
    public async Task One_camera_has_no_more_viewers_than_the_setting_says()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync(adjust: options => options with
        {
            Settings = new Dictionary<string, string?> { ["streams:viewersPerCamera"] = "1" },
        });
        var camera = await OnlineAsync(streams, simulator);
        using var first = await ConnectAsync(streams, camera);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(streams, camera));

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "O-12")]
    public async Task Changes_of_state_are_told_to_who_listens()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        using var listener = new ClientWebSocket();
        await listener.ConnectAsync(Address(streams, "/api/streams/events"), Limit);

        var camera = await OnlineAsync(streams, simulator);

        JsonElement told;
        do
        {
            told = (await TextAsync(listener, "camera")).GetProperty("camera");
        }
        while (told.GetProperty("state").GetString() != "online");
        Assert.Equal(camera.ToString(), told.GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_connection_test_says_what_is_there_or_what_is_wrong()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = RtspAuthentication.Digest });
        await using var streams = await StreamsHost.StartAsync();
        var url = simulator["cam1"].Url;

        var good = await ProbeAsync(streams, new { url, username = "admin", password = "secret" });
        Assert.True(good.GetProperty("ok").GetBoolean());
        Assert.Equal("h264", good.GetProperty("video").GetProperty("codec").GetString());
        Assert.Equal("wrong-password", await CauseAsync(streams, new { url, username = "admin", password = "wrong" }));
        Assert.Equal("no-such-path", await CauseAsync(streams, new { url = new Uri(url, "/nothing"), username = "admin", password = "secret" }));
        Assert.Contains(await CauseAsync(streams, new { url = "rtsp://127.0.0.1:1/x" }), new[] { "refused", "unreachable" });
        Assert.Equal("not-allowed", await CauseAsync(streams, new { url = "rtsp://169.254.169.254/latest" }));
        using var file = await streams.Http.PostAsJsonAsync("/api/streams/probe", new { url = "file:///etc/passwd" });
        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
    }

    [Fact]
    public async Task A_stored_password_is_not_sent_to_another_host()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = RtspAuthentication.Basic });
        await using var stranger = await CameraSimulator.StartAsync(new SimulatorOptions { Authentication = RtspAuthentication.Basic });
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url, "admin", "secret");

        var own = await ProbeAsync(streams, new { url = simulator["cam1"].Url, deviceId = camera });
        Assert.True(own.GetProperty("ok").GetBoolean());
        Assert.Equal("wrong-password", await CauseAsync(streams, new { url = stranger["cam1"].Url, deviceId = camera }));
    }

    private static async Task<JsonElement> ProbeAsync(StreamsHost streams, object request)
    {
        using var reply = await streams.Http.PostAsJsonAsync("/api/streams/probe", request);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> CauseAsync(StreamsHost streams, object request)
    {
        var answer = await ProbeAsync(streams, request);
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("message").GetString()!);
        return answer.GetProperty("cause").GetString()!;
    }

    private static async Task<CameraId> OnlineAsync(StreamsHost streams, CameraSimulator simulator)
    {
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feeds = streams.Services.GetRequiredService<FeedDirectory>();
        await Until.TrueAsync(() => feeds.Find(camera)?.Standing.State == FeedState.Online, "the camera is online");
        return camera;
    }

    private static Uri Address(StreamsHost streams, string path) => new UriBuilder(streams.Host.Address)
    {
        Scheme = "ws",
        Path = path,
        Query = "access_token=" + streams.Http.DefaultRequestHeaders.Authorization!.Parameter,
    }.Uri;

    private static async Task<ClientWebSocket> ConnectAsync(StreamsHost streams, CameraId camera, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(Address(streams, $"/api/streams/cameras/{camera}/live"), Limit);
        return socket;
    }

    private static async Task ClosedAsync(ClientWebSocket socket)
    {
        var ignored = new byte[65_536];
        while ((await socket.ReceiveAsync(ignored.AsMemory(), Limit)).MessageType != WebSocketMessageType.Close)
        {
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Limit);
    }

    private static async Task<JsonElement> TextAsync(ClientWebSocket socket, string type)
    {
        while (true)
        {
            var (kind, bytes) = await ReceiveAsync(socket);
            if (kind == WebSocketMessageType.Text && JsonDocument.Parse(bytes).RootElement is var message
                && message.GetProperty("type").GetString() == type)
            {
                return message;
            }
        }
    }

    private static async Task<(WebSocketMessageType Type, byte[] Bytes)> ReceiveAsync(ClientWebSocket socket)
    {
        var message = new MemoryStream();
        var buffer = new byte[65_536];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), Limit);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            await message.WriteAsync(buffer.AsMemory(0, part.Count));
            if (part.EndOfMessage)
            {
                return (part.MessageType, message.ToArray());
            }
        }
    }
}
