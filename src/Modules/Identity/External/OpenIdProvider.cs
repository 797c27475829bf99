using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Identity.External;

/// <summary>
/// One identity provider: where it is, its keys, and the exchange of codes (OpenID Connect Core 1.0 section 3.1, RFC 6749, RFC 7636).
/// </summary>
/// <remarks>
/// Belongs here: every call to the provider, bounded in time and size, and never following a redirect.
/// Does not: knowing users.
/// </remarks>
internal sealed class OpenIdProvider(ProviderOptions options, HttpClient http, TimeProvider time) : IDisposable
{
    /// <summary>No answer of a provider is larger.</summary>
    public const int MostBytes = 512 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Trust = TimeSpan.FromHours(1);

    /// <summary>After a failure nobody asks again for so long, and keys are not fetched more often, whatever strangers send.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _fetching = new(1, 1);

    private Known? _known;

    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    public ProviderOptions Options => options;

    /// <summary>Where the browser is sent.</summary>
    /// <exception cref="FaultException">The provider does not answer (network), or not as it should (format).</exception>
    public async Task<Uri> AuthorizationUrlAsync(PendingSignIn pending, string redirectUri, CancellationToken cancellation)
    {
        var known = await KnowAsync(null, cancellation);
        var query = QueryOf(
            ("response_type", "code"), ("client_id", options.ClientId), ("redirect_uri", redirectUri), ("scope", options.Scopes), ("state", pending.State),
            ("nonce", pending.Nonce), ("code_challenge", pending.Challenge), ("code_challenge_method", "S256"));
        var endpoint = known.Metadata.AuthorizationEndpoint!;
        return new Uri($"{endpoint}{(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");
    }

    /// <summary>Exchanges the code of a callback for what is proven of the person.</summary>
    /// <param name="code">From the callback.</param>
    /// <param name="issuer">The callback's <c>iss</c> (RFC 9207), if it had one.</param>
    /// <param name="pending">What was kept when the browser was sent away.</param>
    /// <param name="redirectUri">The address of the callback.</param>
    /// <param name="cancellation">Stops the calls.</param>
    /// <exception cref="FaultException">The provider does not answer (network), or what it says proves nothing (format).</exception>
    public async Task<ExternalPerson> RedeemAsync(string code, string? issuer, PendingSignIn pending, string redirectUri, CancellationToken cancellation)
    {
        var known = await KnowAsync(null, cancellation);
        if (issuer is null ? known.Metadata.SendsIssuer : issuer != known.Metadata.Issuer)
        {
            throw new FaultException(FaultKind.Format, "the callback is of another issuer");
        }

        var tokens = await ExchangeAsync(known.Metadata, code, pending, redirectUri, cancellation);
        if (Text(tokens, "id_token") is not { } idToken || IdToken.HeaderOf(idToken) is not (var keyId, { } algorithm))
        {
            throw new FaultException(FaultKind.Format, "there is no id token");
        }

        if (!known.Keys.Any(key => key.IsFor(algorithm) && (keyId is null || key.Id == keyId)))
        {
            // The provider has changed its keys since they were read.
            known = await KnowAsync(known, cancellation);
        }

        var claims = IdToken.Verify(idToken, known.Keys, known.Metadata.Issuer!, options.ClientId, pending.Nonce, time.GetUtcNow());
        var more = await AskUserInfoAsync(known.Metadata, Text(tokens, "access_token"), Text(claims, "sub")!, cancellation);
        return ExternalPerson.Of(claims, more, options);
    }

    public void Dispose()
    {
        http.Dispose();
        _fetching.Dispose();
    }

    private async Task<JsonElement> ExchangeAsync(
        ProviderMetadata metadata, string code, PendingSignIn pending, string redirectUri, CancellationToken cancellation)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri), new("code_verifier", pending.Verifier),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.TokenEndpoint);

        // Basic is what every provider must know (RFC 6749 section 2.3.1), unless it says that it does not.
        if (options.ClientSecret is { Length: > 0 } secret && (metadata.AuthMethods is not { Count: > 0 } methods || methods.Contains("client_secret_basic")))
        {
            var credentials = $"{WebUtility.UrlEncode(options.ClientId)}:{WebUtility.UrlEncode(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
        }
        else
        {
            form.Add(new("client_id", options.ClientId));
            if (options.ClientSecret is { Length: > 0 } posted)
            {
                form.Add(new("client_secret", posted));
            }
        }

        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync<JsonElement>(request, cancellation);
    }

    // Many providers put no more than the subject into the id token.
    private async Task<JsonElement?> AskUserInfoAsync(ProviderMetadata metadata, string? accessToken, string subject, CancellationToken cancellation)
    {
        if (metadata.UserInfoEndpoint is null || accessToken is null)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, metadata.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var answer = await SendAsync<JsonElement>(request, cancellation);
        return Text(answer, "sub") == subject ? answer : throw new FaultException(FaultKind.Format, "userinfo is of somebody else");
    }

    /// <summary>What is known of the provider: read again after a while, or when <paramref name="outdated"/> is what is known.</summary>
    private async Task<Known> KnowAsync(Known? outdated, CancellationToken cancellation)
    {
        if (Fresh(outdated) is { } fresh)
        {
            return fresh;
        }

        await _fetching.WaitAsync(cancellation);
        try
        {
            if (Fresh(outdated) is { } meanwhile)
            {
                return meanwhile;
            }

            var now = time.GetUtcNow();
            if (now - _failedAt < Quiet && now >= _failedAt)
            {
                throw new FaultException(FaultKind.Network, "it did not answer a moment ago", isTransient: true);
            }

            try
            {
                return _known = await FetchAsync(now, cancellation);
            }
            catch (FaultException)
            {
                _failedAt = now;
                throw;
            }
        }
        finally
        {
            _ = _fetching.Release();
        }
    }

    private Known? Fresh(Known? outdated) =>
        _known is { } known && time.GetUtcNow() - known.At is var age && age >= TimeSpan.Zero && age < (ReferenceEquals(known, outdated) ? Quiet : Trust) ? known : null;

    private async Task<Known> FetchAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{options.Authority.TrimEnd('/')}/.well-known/openid-configuration");
        var metadata = await SendAsync<ProviderMetadata>(ask, cancellation);
        if (metadata.Error(options.Authority) is { } error)
        {
            throw new FaultException(FaultKind.Format, error);
        }

        using var askKeys = new HttpRequestMessage(HttpMethod.Get, metadata.JwksUri);
        return new Known(metadata, ProviderKey.ReadSet(await SendAsync<JsonElement>(askKeys, cancellation)), now);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
            return reply.IsSuccessStatusCode
                ? await reply.Content.ReadFromJsonAsync<T>(cancellation) ?? throw new JsonException("The answer is null.")
                : throw new FaultException(
                    reply.StatusCode >= HttpStatusCode.InternalServerError ? FaultKind.Network : FaultKind.Format,
                    $"{request.RequestUri!.AbsolutePath} answers {(int)reply.StatusCode}");
        }
        catch (Exception failed) when (failed is HttpRequestException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new FaultException(FaultKind.Network, $"{request.RequestUri!.Host} does not answer", isTransient: true, failed);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new FaultException(FaultKind.Format, $"{request.RequestUri!.AbsolutePath} answers something else than JSON", innerException: malformed);
        }
    }

    private static string QueryOf(params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            _ = query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }

    private static string? Text(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Known(ProviderMetadata Metadata, IReadOnlyList<ProviderKey> Keys, DateTimeOffset At);
}
