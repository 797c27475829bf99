using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Sensing.Viewing;

/// <summary>
/// A WebSocket that tells somebody what a thing says, as long as the access lasts. All a browser may say is a newer token:
/// <c>{"type":"token","token":"…"}</c>.
/// </summary>
internal sealed class TopicSocket(WebSocket socket, AccessLease lease, TimeProvider time)
{
    private const int MostBytes = 9 * 1024;
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TokenPause = TimeSpan.FromSeconds(1);

    /// <summary>Why this is no WebSocket of ours; null when it is.</summary>
    public static IResult? Refusal(HttpContext context) =>
        !context.WebSockets.IsWebSocketRequest
            ? Problem.Refuse(StatusCodes.Status400BadRequest, "websocket-required", "This address is a WebSocket; connect to it with one.")
            : IsForeign(context.Request)
                ? Problem.Refuse(StatusCodes.Status403Forbidden, "foreign-origin", "Pages of other sites may not watch.")
                : null;

    /// <summary>Sends the first messages, then all others until one side has had enough.</summary>
    public async Task RunAsync(IReadOnlyList<byte[]> first, ChannelReader<byte[]> messages, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Ended);
        var hearing = HearAsync(end);
        try
        {
            foreach (var message in first)
            {
                await SendAsync(message);
            }

            await foreach (var message in messages.ReadAllAsync(end.Token))
            {
                await SendAsync(message);
            }
        }
        catch (Exception over) when (IsGone(over))
        {
            // The viewer left, takes nothing, or may look no longer.
        }

        await CloseAsync(stopping);
        // The viewer answers, so that nothing that was on its way is lost.
        _ = await Task.WhenAny(hearing, Task.Delay(LeavePatience, CancellationToken.None));
        await end.CancelAsync();
        socket.Abort();
        await hearing;
    }

    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private async Task SendAsync(byte[] message)
    {
        using var limit = new CancellationTokenSource(SendPatience);
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    /// <summary>Completes when the viewer leaves; nothing else it says but a token means anything.</summary>
    private async Task HearAsync(CancellationTokenSource end)
    {
        var (said, length) = (new byte[MostBytes], 0);
        var looked = DateTimeOffset.MinValue;
        try
        {
            while (await socket.ReceiveAsync(said.AsMemory(length % MostBytes), CancellationToken.None) is var part && part.MessageType != WebSocketMessageType.Close)
            {
                length += part.Count;
                if (!part.EndOfMessage)
                {
                    continue;
                }

                if (length < MostBytes && time.GetUtcNow() - looked >= TokenPause && TokenIn(said.AsSpan(0, length)) is { } token)
                {
                    looked = time.GetUtcNow();
                    _ = await lease.RenewAsync(token, CancellationToken.None);
                }

                length = 0;
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Left without a word.
        }

        await end.CancelAsync();
    }

    private async Task CloseAsync(CancellationToken stopping)
    {
        var (status, reason) = lease.Why switch
        {
            AccessEnd.Expired => (WebSocketCloseStatus.PolicyViolation, "The access token has expired; connect again with a new one."),
            // The console knows it by this word and does not connect again by itself.
            AccessEnd.Taken => (WebSocketCloseStatus.PolicyViolation, "access-ended"),
            _ when stopping.IsCancellationRequested => (WebSocketCloseStatus.EndpointUnavailable, "The server stops."),
            _ => (WebSocketCloseStatus.NormalClosure, "There is nothing more to see."),
        };
        try
        {
            using var limit = new CancellationTokenSource(LeavePatience);
            await socket.CloseOutputAsync(status, reason, limit.Token);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Left meanwhile.
        }
    }

    private static string? TokenIn(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<NewToken>(message, JsonSerializerOptions.Web) is { Type: "token", Token: { } token } ? token : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsGone(Exception fault) =>
        fault is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    private sealed record NewToken(string? Type, string? Token);
}
