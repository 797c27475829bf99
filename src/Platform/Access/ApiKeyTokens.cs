using System.Collections.Concurrent;
using System.Net;

namespace Vedette.Platform.Access;

/// <summary>The access tokens of the API keys that are in use here: a key is exchanged once in a token's life, not on every request.</summary>
/// <remarks>
/// Belongs here: bounded memory, whatever strangers send; keys are remembered by their hash.
/// Does not: judging keys. A revoked one is refused although its token is here, because its sign-in has ended (<c>AccessNews</c>).
/// </remarks>
internal sealed class ApiKeyTokens(IEnumerable<IApiKeyExchange> exchanges, TimeProvider time)
{
    public const int MostRemembered = 1_024;

    // Refused keys never crowd out good ones.
    private const int MostRefused = MostRemembered / 2;

    /// <summary>A token is exchanged anew this long before it dies, so that none dies on its way to a handler.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>How long a refused key is not asked about again.</summary>
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _good = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Entry> _refused = new(StringComparer.Ordinal);

    // The last one counts: a module that issues tokens in this process comes after Platform's.
    private readonly IApiKeyExchange? _exchange = exchanges.LastOrDefault();

    /// <summary>How many keys are remembered now, good and refused.</summary>
    public int Count => _good.Count + _refused.Count;

    /// <summary>The access token of a key; <see langword="null"/> when it is refused.</summary>
    public async ValueTask<string?> TokenAsync(string key, IPAddress? address, CancellationToken ct)
    {
        if (key.Length != ApiKey.Characters || _exchange is null)
        {
            return null;
        }

        var (hash, now) = (ApiKey.HashOf(key), time.GetUtcNow());
        if (_good.TryGetValue(hash, out var known) && now < known.Until)
        {
            return known.Token;
        }

        if (_refused.TryGetValue(hash, out var refused) && now < refused.Until)
        {
            return null;
        }

        if (await _exchange.ExchangeAsync(key, address, ct) is { } token)
        {
            Keep(_good, hash, new Entry(token.AccessToken, token.ExpiresAt - Margin), MostRemembered - MostRefused, now);
            return token.AccessToken;
        }

        _ = _good.TryRemove(hash, out _);
        Keep(_refused, hash, new Entry(null, now + RefusedFor), MostRefused, now);
        return null;
    }

    private static void Keep(ConcurrentDictionary<string, Entry> entries, string hash, Entry entry, int most, DateTimeOffset now)
    {
        if (entries.Count >= most)
        {
            foreach (var (key, value) in entries)
            {
                if (value.Until <= now)
                {
                    _ = entries.TryRemove(key, out _);
                }
            }
        }

        if (entries.Count < most)
        {
            entries[hash] = entry;
        }
    }

    private sealed record Entry(string? Token, DateTimeOffset Until);
}
