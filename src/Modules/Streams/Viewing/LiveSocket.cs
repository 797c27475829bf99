using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Vedette.Platform.Web;

namespace Vedette.Streams.Viewing;

/// <summary>A WebSocket that only sends. All a browser may say is a newer token; anything else is read and thrown away, so that its leaving is noticed.</summary>
/// <remarks>
/// No call on the socket is ever cancelled from outside: that would tear the connection down instead of closing it. One sends at a
/// time, one receives.
/// </remarks>
internal sealed class LiveSocket(WebSocket socket, SocketAccess access) : IDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);

    private CancellationTokenSource _limit = new();

    /// <summary>Why this is no WebSocket of ours; null when it is.</summary>
    public static IResult? Refusal(HttpContext context) =>
        !context.WebSockets.IsWebSocketRequest
            ? Problem.Refuse(StatusCodes.Status400BadRequest, "websocket-required", "This address is a WebSocket; connect to it with one.")
            : IsForeign(context.Request)
                ? Problem.Refuse(StatusCodes.Status403Forbidden, "foreign-origin", "Pages of other sites may not watch.")
                : null;

    /// <summary>A WebSocket over <paramref name="line"/>, or by the web server when there is none.</summary>
    public static Task<WebSocket> AcceptAsync(HttpContext context, LiveLine? line) => line is null
        ? context.WebSockets.AcceptWebSocketAsync()
        : Task.FromResult(WebSocket.CreateFromStream(
            line, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery }));

    /// <summary>Runs <paramref name="sendAsync"/> until it has nothing more to send, the browser leaves, its access ends or the server stops.</summary>
    /// <param name="sendAsync">Sends what there is to send and says why it ends. Its token ends its waiting.</param>
    /// <param name="ending">The server stops, or the connection is gone.</param>
    public async Task WhileWatchedAsync(Func<CancellationToken, Task<Farewell>> sendAsync, CancellationToken ending)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var (sending, watching, expiring) = (SendAllAsync(sendAsync, end.Token), WatchAsync(), access.EndAsync(end.Token));
        _ = await Task.WhenAny(sending, watching, expiring);
        await end.CancelAsync();
        if (await Task.WhenAny(sending, Task.Delay(LeavePatience, CancellationToken.None)) == sending && await sending is { } farewell)
        {
            await CloseAsync(access.Farewell ?? farewell);
            _ = await Task.WhenAny(watching, Task.Delay(LeavePatience, CancellationToken.None));
        }

        // Ends what is still under way: a send to a viewer who takes nothing, or the wait for an answer that does not come.
        socket.Abort();
        await Task.WhenAll(sending, watching, expiring);
    }

    public Task SendTextAsync(ReadOnlyMemory<byte> text) => SendAsync(text, WebSocketMessageType.Text, isEnd: true);

    public async Task SendAsync(LiveMessage message)
    {
        if (message.Fragment is not { } fragment)
        {
            var isText = message.Text is not null;
            await SendAsync(message.Text ?? message.Start!.InitSection, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, isEnd: true);
            return;
        }

        for (var part = 0; part < fragment.Parts.Count; part++)
        {
            await SendAsync(fragment.Parts[part], WebSocketMessageType.Binary, part == fragment.Parts.Count - 1);
        }
    }

    public void Dispose() => _limit.Dispose();

    /// <summary>Whether a page of another site asks: browsers send its origin, and no site but ours may watch in a user's name.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null when there is nobody left to take leave of.</summary>
    private static async Task<Farewell?> SendAllAsync(Func<CancellationToken, Task<Farewell>> sendAsync, CancellationToken ending)
    {
        try
        {
            return await sendAsync(ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return Farewell.Stopping;
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return null;
        }
    }

    /// <summary>Completes when the browser leaves.</summary>
    private async Task WatchAsync()
    {
        // Most viewers never say anything.
        var said = new byte[256];
        var length = 0;
        try
        {
            while (await socket.ReceiveAsync(said.AsMemory(length % said.Length), CancellationToken.None) is var part && part.MessageType != WebSocketMessageType.Close)
            {
                // What does not fit is overwritten: it is no token of ours.
                length += part.Count;
                if (length == said.Length && !part.EndOfMessage && said.Length < SocketAccess.MostBytes)
                {
                    Array.Resize(ref said, SocketAccess.MostBytes);
                }

                if (part.EndOfMessage)
                {
                    await access.TakeAsync(said.AsMemory(0, length <= said.Length ? length : 0));
                    length = 0;
                }
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Left without a word.
        }
    }

    private async Task CloseAsync(Farewell farewell)
    {
        try
        {
            using var limit = new CancellationTokenSource(LeavePatience);
            await socket.CloseOutputAsync(farewell.Status, farewell.Reason, limit.Token);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Left meanwhile.
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool isEnd)
    {
        if (!_limit.TryReset())
        {
            _limit.Dispose();
            _limit = new CancellationTokenSource();
        }

        _limit.CancelAfter(SendPatience);
        await socket.SendAsync(bytes, type, isEnd, _limit.Token);
    }

    /// <summary>The connection broke, or the viewer did not take a message in time.</summary>
    private static bool IsGone(Exception fault) =>
        fault is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or TimeoutException;
}
