using System.Net;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Who turns API keys into access tokens: Identity in this process, or Identity over HTTP.</summary>
public interface IApiKeyExchange
{
    /// <summary>An access token for the user an API key stands for.</summary>
    /// <param name="key">The key, from outside.</param>
    /// <param name="address">Where the request comes from, when it is known.</param>
    /// <param name="ct">Stops waiting for the answer.</param>
    /// <returns>The token; <see langword="null"/> when the key is unknown, expired or revoked, or its user is switched off.</returns>
    /// <exception cref="FaultException">Nobody could be asked (transient).</exception>
    ValueTask<ApiKeyToken?> ExchangeAsync(string key, IPAddress? address, CancellationToken ct);
}
