using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Vedette.Platform.Web;

namespace Vedette.Streams.Viewing;

/// <summary>A WebSocket that only sends. What the browser sends is read and thrown away, so that its leaving is noticed.</summary>
internal sealed class LiveSocket(WebSocket socket)
{
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(15);

    /// <summary>Whether a page of another site asks: browsers send its origin, and no site but ours may watch in a user's name.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why this is no WebSocket of ours; null when it is.</summary>
    public static IResult? Refusal(HttpContext context) =>
        !context.WebSockets.IsWebSocketRequest
            ? Problem.Refuse(StatusCodes.Status400BadRequest, "websocket-required", "This address is a WebSocket; connect to it with one.")
            : IsForeign(context.Request)
                ? Problem.Refuse(StatusCodes.Status403Forbidden, "foreign-origin", "Pages of other sites may not watch.")
                : null;

    /// <summary>Runs <paramref name="sendAsync"/> until it ends, the browser leaves or the server stops.</summary>
    public async Task WhileWatchedAsync(Func<CancellationToken, Task> sendAsync, CancellationToken aborted, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        try
        {
            var (sending, watching) = (sendAsync(end.Token), WatchAsync(end.Token));
            var first = await Task.WhenAny(sending, watching);
            if (first == sending && sending.IsCompletedSuccessfully)
            {
                await CloseAsync("The camera was switched off.");
            }
            else if (stopping.IsCancellationRequested)
            {
                await CloseAsync("The server stops.");
            }

            await end.CancelAsync();
            await Task.WhenAll(sending, watching);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // The viewer left, was too slow even for one message, or the server stops.
        }
    }

    public async Task SendTextAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation) =>
        await SendAsync(text, WebSocketMessageType.Text, true, cancellation);

    public async Task SendAsync(LiveMessage message, CancellationToken cancellation)
    {
        if (message.Fragment is not { } fragment)
        {
            var isText = message.Text is not null;
            await SendAsync(message.Text ?? message.Bytes, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, true, cancellation);
            return;
        }

        for (var part = 0; part < fragment.Parts.Count; part++)
        {
            await SendAsync(fragment.Parts[part], WebSocketMessageType.Binary, part == fragment.Parts.Count - 1, cancellation);
        }
    }

    /// <summary>Completes when the browser leaves.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        var ignored = new byte[256];
        while (socket.State == WebSocketState.Open)
        {
            var received = await socket.ReceiveAsync(ignored.AsMemory(), cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }
        }
    }

    private async Task CloseAsync(string reason)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, limit.Token);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool isEnd, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(SendPatience);
        await socket.SendAsync(bytes, type, isEnd, limit.Token);
    }
}
