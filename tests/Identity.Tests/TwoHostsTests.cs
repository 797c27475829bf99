using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Identity.Tokens;
using Vedette.Inventory;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Support;

namespace Vedette.Identity.Tests;

/// <summary>Identity here, another module there, with nothing between them but HTTP, and a clock of our own.</summary>
public sealed class TwoHostsTests : IAsyncLifetime
{
    private const string Elsewhere = "/api/inventory/properties";

    private readonly ManualTime _time = new();

    private Desk _desk = null!;

    private ModuleHost _other = null!;

    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.StartAsync(time: _time);
        _other = await ModuleHost.StartAsync(
            [ModuleEntry.Of<InventoryModule>()],
            time: _time,
            adjust: options => options with { JwksUrl = new Uri(_desk.Host.Address, "/api/identity/jwks").AbsoluteUri },
            services: services => services.Remove(services.Last(service => service.ServiceType == typeof(ITokenKeySource))));
        _http = _other.Anonymous();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _other.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Fact]
    [Trait("Req", "R-6")]
    public async Task When_Identity_is_stopped_the_other_goes_on_until_the_token_expires()
    {
        var token = (await _desk.SignInAsync()).AccessToken;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        await _desk.Host.Application.StopAsync(Ct);
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task A_new_signing_key_signs_nobody_out_here_or_there()
    {
        _time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(5));
        var before = await _desk.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(before.AccessToken));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(await _desk.Get<SigningKeys>().RefreshAsync(Ct));
        using var refreshed = await _desk.RefreshAsync(before.RefreshToken);
        var after = await Desk.ReadTokensAsync(refreshed);

        foreach (var token in (string[])[before.AccessToken, after.AccessToken])
        {
            using var here = await _desk.GetAsync("/api/identity/me", token);
            Assert.Equal(HttpStatusCode.OK, here.StatusCode);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        }
    }

    [Fact]
    public async Task An_API_key_opens_the_other_as_long_as_its_token_lives_also_without_Identity()
    {
        var key = await CreateKeyAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(ApiKey.Prefix + new string('A', 43)));

        await _desk.Host.Application.StopAsync(Ct);
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(key));
    }

    [Fact]
    public async Task A_revoked_API_key_is_refused_at_the_other_once_the_news_are_there()
    {
        var key = await CreateKeyAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        var said = (await _desk.SaidAsync()).Count;

        await RevokeAllAsync();
        var ended = (await _desk.SaidAsync()).Skip(said).First(one => one.Type == "identity.sign-in-ended");
        var signIn = JsonDocument.Parse(ended.Content).RootElement.GetProperty("signInId").GetGuid();
        await _other.Services.GetRequiredService<AccessNews>().HearEndedAsync(signIn, _time.GetUtcNow(), Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
    }

    private async Task<HttpStatusCode> StatusAsync(string tokenOrKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Elsewhere);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokenOrKey);
        using var reply = await _http.SendAsync(request, Ct);
        return reply.StatusCode;
    }

    private async Task<string> CreateKeyAsync()
    {
        using var reply = await _desk.PostAsync("/api/identity/me/api-keys", new { name = "a program" }, (await _desk.SignInAsync()).AccessToken);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("key").GetString()!;
    }

    private async Task RevokeAllAsync()
    {
        var token = (await _desk.SignInAsync()).AccessToken;
        using var list = await _desk.GetAsync("/api/identity/me/api-keys", token);
        foreach (var key in (await list.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items").EnumerateArray())
        {
            using var revoked = await _desk.DeleteAsync($"/api/identity/me/api-keys/{key.GetProperty("id").GetString()}", token);
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        }
    }
}
