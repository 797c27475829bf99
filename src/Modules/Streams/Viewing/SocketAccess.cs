using System.Security.Claims;
using System.Text.Json;
using Vedette.Platform.Access;

namespace Vedette.Streams.Viewing;

/// <summary>
/// How long a WebSocket may stay open: until the token it was opened with expires, or a newer one its browser sent as
/// <c>{"type":"token","token":"…"}</c>. Rights are in the tokens, so a right that is taken away is gone with the next one.
/// </summary>
internal sealed class SocketAccess(AccessRenewal renewal, ClaimsPrincipal user, Right right, TimeProvider time)
{
    /// <summary>No message with a token is longer.</summary>
    public const int MostBytes = 9 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // Looking at a token costs; nobody needs to send them faster.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Caller? _caller = Caller.Of(user);
    private DateTimeOffset _until = AccessRenewal.ExpiryOf(user);
    private DateTimeOffset _looked;

    private TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                return _until - time.GetUtcNow();
            }
        }
    }

    /// <summary>Completes when the access is over, or <paramref name="ending"/> is cancelled.</summary>
    public async Task ExpiryAsync(CancellationToken ending)
    {
        while (Left is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ending.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Takes what the browser said; anything but a good newer token changes nothing.</summary>
    public async ValueTask TakeAsync(ReadOnlyMemory<byte> message)
    {
        var now = time.GetUtcNow();
        if (_caller is null || now - _looked < Pause || TokenIn(message.Span) is not { } token)
        {
            return;
        }

        _looked = now;
        if (await renewal.ExtendAsync(token, _caller, right, CancellationToken.None) is { } until)
        {
            lock (_gate)
            {
                _until = until > _until ? until : _until;
            }
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
