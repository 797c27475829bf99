using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;

namespace Vedette.Platform.Access;

/// <summary>Asks an Identity in another process, beside its key set: <c>…/api/identity/jwks</c> and <c>…/api/identity/token/exchange</c>.</summary>
internal sealed class HttpApiKeyExchange(HttpClient http, Uri keySet, TimeProvider time) : IApiKeyExchange, IDisposable
{
    private const int MostAtOnce = 8;
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Uri _url = new(keySet, "token/exchange");
    private readonly SemaphoreSlim _turns = new(MostAtOnce, MostAtOnce);

    public async ValueTask<ApiKeyToken?> ExchangeAsync(string key, IPAddress? address, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await _turns.WaitAsync(either.Token);
            try
            {
                return await AskAsync(key, either.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException
            || (failed is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new FaultException(FaultKind.Network, "The API key cannot be checked: Identity does not answer.", isTransient: true, failed);
        }
    }

    public void Dispose()
    {
        http.Dispose();
        _turns.Dispose();
    }

    private async Task<ApiKeyToken?> AskAsync(string key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = JsonContent.Create(new Question(key), options: WireFormat.Exact) };
        var asked = time.GetUtcNow();
        using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (reply.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests)
        {
            return null;
        }

        _ = reply.EnsureSuccessStatusCode();
        await reply.Content.LoadIntoBufferAsync(MostBytes, ct);
        return await reply.Content.ReadFromJsonAsync<Answer>(WireFormat.Exact, ct) is { AccessToken.Length: > 0 } answer
            ? new ApiKeyToken(answer.AccessToken, asked + TimeSpan.FromSeconds(answer.ExpiresIn))
            : throw new JsonException("The answer holds no token.");
    }

    private sealed record Question(string ApiKey);

    private sealed record Answer(string AccessToken, int ExpiresIn);
}
