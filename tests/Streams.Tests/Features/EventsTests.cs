using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Xunit;

namespace Vedette.Streams.Tests.Features;

public sealed class EventsTests
{
    private static readonly Uri Nowhere = new("rtsp://127.0.0.1:1/yard");

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task A_camera_that_is_removed_is_told_once_and_one_that_was_removed_before_is_not()
    {
        await using var streams = await StreamsHost.StartAsync();
        var gone = await streams.AddAsync(Nowhere);
        await streams.RemoveAsync(gone.AsDevice());
        var camera = await streams.AddAsync(Nowhere);
        using var socket = await ConnectAsync(streams);
        Assert.Equal(camera.ToString(), (await NextAsync(socket, "camera")).GetProperty("camera").GetProperty("id").GetString());

        await streams.RemoveAsync(camera.AsDevice());

        Assert.Equal(camera.ToString(), (await NextAsync(socket, "removed")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_picture_that_stands_still_is_told_before_the_camera_counts_as_lost()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;
        await Until.TrueAsync(() => feed is { Standing.State: FeedState.Online, Figures.FrameRate: > 0 }, "the camera is online");
        using var socket = await ConnectAsync(streams);
        var first = (await NextAsync(socket, "camera")).GetProperty("camera");

        simulator["cam1"].Behave(BehaviourKind.Stall);

        JsonElement told;
        do
        {
            told = (await NextAsync(socket, "camera")).GetProperty("camera");
        }
        while (!told.GetProperty("stalled").GetBoolean());

        Assert.False(first.GetProperty("stalled").GetBoolean());
        Assert.Equal("online", told.GetProperty("state").GetString());
        Assert.True(told.GetProperty("lastPictureAt").GetDateTimeOffset() >= first.GetProperty("lastPictureAt").GetDateTimeOffset());
        simulator["cam1"].Behave(BehaviourKind.Normal);
        do
        {
            told = (await NextAsync(socket, "camera")).GetProperty("camera");
        }
        while (told.GetProperty("stalled").GetBoolean() || told.GetProperty("state").GetString() != "online");
    }

    [Fact]
    public async Task Each_of_a_cameras_streams_is_shown_with_what_a_browser_must_know()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var streams = await StreamsHost.StartAsync();
        var id = DeviceId.New();
        await streams.TellAsync(id, streams.Source(simulator["cam1"].Url) with { SubUrl = simulator["cam2"].Url });
        var feeds = streams.Services.GetRequiredService<FeedDirectory>();
        await Until.TrueAsync(() => feeds.Find(id.AsCamera())?.Standing.State == FeedState.Online, "the camera is online");
        using var socket = await ConnectAsync(streams);

        var view = (await NextAsync(socket, "camera")).GetProperty("camera");

        var shown = view.GetProperty("streams");
        Assert.Equal(["main online", "sub idle"], shown.EnumerateArray().Select(stream => $"{stream.GetProperty("choice").GetString()} {stream.GetProperty("state").GetString()}"));
        Assert.StartsWith("video/mp4; codecs=\"avc1.", shown[0].GetProperty("mime").GetString(), StringComparison.Ordinal);
        Assert.Contains("TCP", view.GetProperty("transport").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, view.GetProperty("advice").ValueKind);
    }

    private static async Task<ClientWebSocket> ConnectAsync(StreamsHost streams)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", streams.Http.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(new UriBuilder(streams.Host.Address) { Scheme = "ws", Path = "/api/streams/events" }.Uri, Limit);
        return socket;
    }

    private static async Task<JsonElement> NextAsync(ClientWebSocket socket, string type)
    {
        while (true)
        {
            var (buffer, read) = (new byte[64 * 1024], 0);
            ValueWebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(buffer.AsMemory(read), Limit);
                read += result.Count;
            }
            while (!result.EndOfMessage);
            var message = JsonDocument.Parse(buffer.AsMemory(0, read)).RootElement;
            if (message.GetProperty("type").GetString() == type)
            {
                return message;
            }
        }
    }
}
