using System.Text.Json;
using Vedette.Platform.Access;

namespace Vedette.Streams.Viewing;

/// <summary>
/// How long a WebSocket may stay open: as long as its lease, which a newer token prolongs that the browser sends as
/// <c>{"type":"token","token":"…"}</c>.
/// </summary>
internal sealed class SocketAccess(AccessLease lease, TimeProvider time)
{
    /// <summary>No message with a token is longer.</summary>
    public const int MostBytes = 9 * 1024;

    // Looking at a token costs; nobody needs to send them faster.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private DateTimeOffset _looked;

    /// <summary>Completes when the access is over, or <paramref name="ending"/> is cancelled.</summary>
    public async Task EndAsync(CancellationToken ending)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Ended, ending);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>What is said to whom it is over for; null while it is not.</summary>
    public Farewell? Farewell =>
        lease.Why is not { } why ? null
        : why == AccessEnd.Expired ? Farewell.Expired
        : Farewell.AccessEnded;

    /// <summary>Takes what the browser said; anything but a good newer token changes nothing.</summary>
    public async ValueTask TakeAsync(ReadOnlyMemory<byte> message)
    {
        var now = time.GetUtcNow();
        if (now - _looked >= Pause && TokenIn(message.Span) is { } token)
        {
            _looked = now;
            _ = await lease.RenewAsync(token, CancellationToken.None);
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

    private sealed record NewToken(string? Type, string? Token);
}
