using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vedette.Platform.Access;

/// <summary>The tokens whose signature was checked here: checking costs more than most of what is asked with them.</summary>
/// <remarks>
/// Belongs here: bounded memory; tokens are remembered by their hash, and only those with a right signature, so that strangers crowd out nobody.
/// Does not: judging. Whether one still counts is asked anew each time: its key, its hours, what was heard since.
/// </remarks>
internal sealed class VerifiedTokens
{
    public const int MostRemembered = 2_048;

    private readonly ConcurrentDictionary<string, VerifiedToken> _tokens = new(StringComparer.Ordinal);

    public int Count => _tokens.Count;

    public static string HashOf(string token) => Convert.ToBase64String(SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan())));

    public VerifiedToken? Find(string hash) => _tokens.GetValueOrDefault(hash);

    public void Keep(string hash, VerifiedToken token, DateTimeOffset now)
    {
        if (_tokens.Count >= MostRemembered)
        {
            foreach (var (one, known) in _tokens)
            {
                if (known.Expires <= now)
                {
                    _ = _tokens.TryRemove(one, out _);
                }
            }

            // More people at once than a server has: each token is checked once more, which harms nobody.
            if (_tokens.Count >= MostRemembered)
            {
                _tokens.Clear();
            }
        }

        _tokens[hash] = token;
    }
}
