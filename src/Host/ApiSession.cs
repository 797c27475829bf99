using System.Net.Http.Headers;
using System.Text.Json;

namespace Vedette.Host;

/// <summary>Vedette's own API as a signed-in user sees it: how the demo and the benchmark set a server up.</summary>
internal sealed class ApiSession : IDisposable
{
    private readonly HttpClient _http;

    private ApiSession(HttpClient http) => _http = http;

    /// <summary>Waits until the server is ready (at most a minute) and signs in.</summary>
    public static async Task<ApiSession> SignInAsync(Uri server, string username, string password, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            await WaitUntilReadyAsync(http, cancellation);
            using var reply = await http.PostAsJsonAsync("/api/identity/token", new { username, password }, cancellation);
            _ = reply.EnsureSuccessStatusCode();
            var token = await reply.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
            return new ApiSession(http);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>With a token that was asked for before.</summary>
    public static ApiSession Of(Uri server, string token)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ApiSession(http);
    }

    /// <summary>The access token, good for a quarter of an hour.</summary>
    public string Token => _http.DefaultRequestHeaders.Authorization!.Parameter!;

    /// <summary>Reads what is no JSON.</summary>
    public Task<string> GetTextAsync(string path, CancellationToken cancellation) => _http.GetStringAsync(path, cancellation);

    /// <summary>Posts and returns the answer.</summary>
    public async Task<JsonElement> AskAsync(string path, object body, CancellationToken cancellation)
    {
        using var reply = await _http.PostAsJsonAsync(path, body, cancellation);
        return reply.IsSuccessStatusCode
            ? await reply.Content.ReadFromJsonAsync<JsonElement>(cancellation)
            : throw new InvalidOperationException($"POST {path} was refused: {await reply.Content.ReadAsStringAsync(cancellation)}");
    }

    /// <summary>Posts and returns the new entity's id.</summary>
    public async Task<Guid> CreateAsync(string path, object body, CancellationToken cancellation) =>
        (await AskAsync(path, body, cancellation)).GetProperty("id").GetGuid();

    /// <summary>Reads a list to its end, page by page.</summary>
    public async Task<List<JsonElement>> GetAllAsync(string path, CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        string? next = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await _http.GetFromJsonAsync<JsonElement>(
                next is null ? path : $"{path}{separator}cursor={Uri.EscapeDataString(next)}", cancellation);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);

        return items;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task WaitUntilReadyAsync(HttpClient http, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                using var reply = await http.GetAsync("/health/ready", limit.Token);
                if (reply.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, limit.Token);
        }
    }
}
