using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Web;

namespace Vedette.Platform.Access;

/// <summary>
/// The key set of an Identity in another process. Kept when Identity is down: a module checks tokens alone. An unknown key name is reason
/// to fetch it again, but not more often than the quiet time allows, whatever strangers send.
/// </summary>
internal sealed class HttpTokenKeys(HttpClient http, Uri url, TimeProvider time, ILogger<HttpTokenKeys> log) : ITokenKeySource, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private volatile Dictionary<string, TokenKey> _keys = [];
    private long? _tried;

    public async ValueTask<TokenKey?> FindAsync(string keyId, CancellationToken ct)
    {
        if (IsDue(keyId))
        {
            await _fetching.WaitAsync(ct);
            try
            {
                if (IsDue(keyId))
                {
                    await FetchAsync(ct);
                }
            }
            finally
            {
                _fetching.Release();
            }
        }

        return _keys.GetValueOrDefault(keyId);
    }

    public void Dispose()
    {
        http.Dispose();
        _fetching.Dispose();
    }

    private bool IsDue(string keyId) =>
        _tried is not { } at || time.GetElapsedTime(at) is var age && (age > Trust || (age > Quiet && !_keys.ContainsKey(keyId)));

    private async Task FetchAsync(CancellationToken ct)
    {
        _tried = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            _keys = KeyTable.From(await http.GetFromJsonAsync<JsonWebKeySet>(url, WireFormat.Exact, either.Token));
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException
            || (failed is OperationCanceledException && !ct.IsCancellationRequested))
        {
            PlatformLog.KeySetUnreadable(log, url.ToString(), failed);
        }
    }
}
