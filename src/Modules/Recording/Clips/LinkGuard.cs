using System.Net;
using Microsoft.Extensions.Caching.Memory;
using Vedette.Platform.Access;

namespace Vedette.Recording.Clips;

/// <summary>Slows down who guesses links, and tells one look at a clip from the many requests a player makes for it.</summary>
internal sealed class LinkGuard(TimeProvider time) : IDisposable
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    private readonly SignInThrottle _throttle = new();
    private readonly MemoryCache _looks = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>How long this address has to wait before it may try another link; null when it may now.</summary>
    public TimeSpan? Try(string tokenHash, IPAddress? address) => _throttle.Attempt(tokenHash, address, time.GetUtcNow());

    /// <summary>The link was one of ours.</summary>
    public void WasRight(string tokenHash, IPAddress? address) => _throttle.Succeeded(tokenHash, address, time.GetUtcNow());

    /// <summary>Whether this is a look of its own, and not a player's next piece.</summary>
    public bool IsNewLook(Guid link, IPAddress? address, bool fromStart)
    {
        var isKnown = _looks.TryGetValue((link, address), out _);
        _ = _looks.Set((link, address), true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = OneLook });
        return fromStart || !isKnown;
    }

    public void Dispose() => _looks.Dispose();
}
