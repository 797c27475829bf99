using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Vedette.Support;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>A viewer over a real WebSocket.</summary>
internal sealed class LiveClient : IDisposable
{
    public ClientWebSocket Socket { get; } = new();

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public static async Task<LiveClient> ConnectAsync(
        StreamsHost streams, CameraId camera, string query = "", TimeSpan? lifetime = null, Caller? caller = null)
    {
        var client = new LiveClient();
        var address = new UriBuilder(streams.Host.Address)
        {
            Scheme = "ws",
            Path = $"/api/streams/cameras/{camera}/live",
            Query = $"{query}&access_token={streams.Host.Tokens.Issue(caller ?? TestTokens.Administrator, lifetime)}",
        };
        await client.Socket.ConnectAsync(address.Uri, Limit);
        return client;
    }

    public static async Task<CameraId> OnlineAsync(StreamsHost streams, CameraSimulator simulator)
    {
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        var feeds = streams.Services.GetRequiredService<FeedDirectory>();
        await Until.TrueAsync(() => feeds.Find(camera)?.Standing.State == FeedState.Online, "the camera is online");
        return camera;
    }

    /// <summary>The next message; null when the server takes its leave.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Bytes)?> ReceiveAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[65_536];
        while (true)
        {
            var part = await Socket.ReceiveAsync(buffer.AsMemory(), Limit);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            await message.WriteAsync(buffer.AsMemory(0, part.Count));
            if (part.EndOfMessage)
            {
                return (part.MessageType, message.ToArray());
            }
        }
    }

    public async Task<JsonElement> TextAsync(string type)
    {
        while (await ReceiveAsync() is { } message)
        {
            if (message.Type == WebSocketMessageType.Text && JsonDocument.Parse(message.Bytes).RootElement is var text
                && text.GetProperty("type").GetString() == type)
            {
                return text;
            }
        }

        throw new InvalidOperationException($"Closed before \"{type}\": {Socket.CloseStatusDescription}");
    }

    public Task SayAsync(object message) =>
        Socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web), WebSocketMessageType.Text, true, Limit);

    /// <summary>Receives until the server takes its leave.</summary>
    public async Task ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
    }

    public void Dispose() => Socket.Dispose();
}
