using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

/// <summary>What is promised of API keys on every database.</summary>
public abstract class ApiKeyContract(DeskFixture fixture) : IAsyncLifetime
{
    private const string Mine = "/api/identity/me/api-keys";

    private readonly string _name = DeskFixture.NewName();

    private string _token = "";

    private Desk Desk => fixture.Desk;

    private ManualTime Time => fixture.Time;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Whoever failed here before is forgotten.
        Time.Advance(TimeSpan.FromHours(2));
        _ = await Desk.PutUserAsync(_name, Roles.Administrator);
        _token = (await Desk.SignInAsync(_name)).AccessToken;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_key_opens_what_its_user_may_open_in_either_header_and_never_in_an_address()
    {
        var (_, key) = await CreateAsync();

        using var asBearer = await Desk.GetAsync("/api/identity/me", key);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/identity/me");
        request.Headers.Add("X-Api-Key", key);
        using var asHeader = await Desk.Http.SendAsync(request, Ct);
        using var inAddress = await Desk.GetAsync($"/api/identity/me?access_token={key}");
        using var wrong = await Desk.GetAsync("/api/identity/me", key[..^1] + (key[^1] == 'A' ? 'B' : 'A'));

        Assert.Equal(HttpStatusCode.OK, asBearer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, asHeader.StatusCode);
        await Refused.AssertAsync(inAddress, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(wrong, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_a_hash()
    {
        var (id, key) = await CreateAsync("backup");
        using var used = await Desk.GetAsync("/api/identity/me", key);

        using var list = await Desk.GetAsync(Mine, _token);
        var text = await list.Content.ReadAsStringAsync(Ct);
        var listed = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray());
        var row = await Desk.Get<Database<IdentityModule>>().ReadAsync(
            async connection => (await connection.QueryAsync<(string, string, string)>("select name, prefix, hash from api_keys where prefix = @prefix", new { prefix = key[..10] })).Single(), Ct);

        Assert.Matches("^vdt_[A-Za-z0-9_-]{43}$", key);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Assert.Equal(id, listed.GetProperty("id").GetString());
        Assert.Equal(key[..10], listed.GetProperty("prefix").GetString());
        Assert.Equal(Time.GetUtcNow(), listed.GetProperty("lastUsedAt").GetDateTimeOffset());
        Assert.Equal(("backup", key[..10], ApiKey.HashOf(key)), row);
    }

    [Fact]
    public async Task Revoking_counts_with_the_very_next_request()
    {
        var (id, key) = await CreateAsync();
        using var before = await Desk.GetAsync("/api/identity/me", key);

        using var revoked = await Desk.DeleteAsync($"{Mine}/{id}", _token);
        using var after = await Desk.GetAsync("/api/identity/me", key);
        using var exchange = await ExchangeAsync(key);
        using var again = await Desk.DeleteAsync($"{Mine}/{id}", _token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await Refused.AssertAsync(after, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(exchange, HttpStatusCode.Unauthorized, "api-key-invalid");
        await Refused.AssertAsync(again, HttpStatusCode.NotFound, "not-found");
        Assert.Contains(await Desk.SaidAsync(), one => one.Type == "identity.sign-in-ended" && one.Content.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exchanged_token_never_outlives_its_key()
    {
        var (_, key) = await CreateAsync(expiresAt: Time.GetUtcNow().AddMinutes(10));
        using var exchanged = await ExchangeAsync(key);
        var tokens = await exchanged.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(600, tokens.GetProperty("expiresIn").GetInt32());
        Assert.False(tokens.TryGetProperty("refreshToken", out _));

        Time.Advance(TimeSpan.FromMinutes(11));
        using var expired = await Desk.GetAsync("/api/identity/me", key);
        await Refused.AssertAsync(expired, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_key_outlives_the_tokens_it_was_exchanged_for()
    {
        var (_, key) = await CreateAsync();
        for (var round = 0; round < 3; round++)
        {
            using var reply = await Desk.GetAsync("/api/identity/me", key);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Time.Advance(TimeSpan.FromMinutes(16));
        }
    }

    [Fact]
    public async Task Its_use_is_noted_as_a_sign_in_once_in_a_while_not_with_each_request()
    {
        var (_, key) = await CreateAsync();
        for (var round = 0; round < 5; round++)
        {
            using var exchanged = await ExchangeAsync(key);
            Assert.Equal(HttpStatusCode.OK, exchanged.StatusCode);
        }

        Assert.Single(await Desk.SaidAsync(), one => IsUseOf(key, one.Content));
        Time.Advance(Sightings.Lasting);
        using var later = await ExchangeAsync(key);
        Assert.Equal(2, (await Desk.SaidAsync()).Count(one => IsUseOf(key, one.Content)));
    }

    [Fact]
    public async Task Asking_with_wrong_keys_is_slowed_and_a_good_key_at_the_same_address_is_still_good()
    {
        var (_, key) = await CreateAsync();
        var wrong = ApiKey.Prefix + new string('A', ApiKey.Characters - ApiKey.Prefix.Length);
        HttpStatusCode status;
        var tries = 0;
        do
        {
            using var reply = await ExchangeAsync(wrong);
            status = reply.StatusCode;
            tries++;
        }
        while (status == HttpStatusCode.Unauthorized && tries < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        using var good = await ExchangeAsync(key);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        _ = await Desk.SignInAsync(_name);
    }

    [Fact]
    public async Task A_key_makes_no_keys()
    {
        var (_, key) = await CreateAsync();

        using var reply = await Desk.PostAsync(Mine, new { name = "another" }, key);

        await Refused.AssertAsync(reply, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task An_administrator_gives_keys_to_services_and_revokes_anybodys()
    {
        var guardName = DeskFixture.NewName();
        var service = await Desk.PutUserAsync(DeskFixture.NewName(), Roles.Service);
        var guard = await Desk.PutUserAsync(guardName, Roles.Guardian);
        var guards = (await Desk.SignInAsync(guardName)).AccessToken;

        using var created = await Desk.PostAsync($"/api/identity/users/{service}/api-keys", new { name = "nightly" }, _token);
        var key = (await created.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("key").GetString()!;
        using var used = await Desk.GetAsync("/api/identity/me", key);
        using var forAPerson = await Desk.PostAsync($"/api/identity/users/{guard}/api-keys", new { name = "x" }, _token);
        using var byAPerson = await Desk.PostAsync($"/api/identity/users/{service}/api-keys", new { name = "x" }, guards);
        var (guardsKey, _) = await CreateAsync(accessToken: guards);
        using var notMine = await Desk.DeleteAsync($"{Mine}/{guardsKey}", _token);
        using var revoked = await Desk.DeleteAsync($"/api/identity/users/{guard}/api-keys/{guardsKey}", _token);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        await Refused.AssertAsync(forAPerson, HttpStatusCode.Conflict, "not-a-service");
        await Refused.AssertAsync(byAPerson, HttpStatusCode.Forbidden, "forbidden");
        await Refused.AssertAsync(notMine, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
    }

    [Fact]
    [Trait("Req", "R-22")]
    public async Task What_somebody_signs_in_with_is_deleted_with_the_user()
    {
        var guardName = DeskFixture.NewName();
        var guard = await Desk.PutUserAsync(guardName, Roles.Guardian);
        var (_, key) = await CreateAsync(accessToken: (await Desk.SignInAsync(guardName)).AccessToken);
        var now = Time.GetUtcNow();
        Assert.True(await Desk.Get<SecondFactorStore>().BeginAsync(guard, [1, 2, 3], now, Ct));
        await Desk.Get<ExternalLoginStore>().LinkAsync(new ExternalLogin("house", guardName), guard, new Deed(Deed.System, null, now), Ct);
        await Desk.Get<ExternalLoginStore>().AddCodeAsync(guardName, new SignInCode(guard, "house", now.AddMinutes(1)), Ct);
        using var before = await Desk.GetAsync("/api/identity/me", key);

        using var deleted = await Desk.DeleteAsync($"/api/identity/users/{guard}", _token);
        using var after = await Desk.GetAsync("/api/identity/me", key);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Refused.AssertAsync(after, HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var table in (string[])["api_keys", "second_factors", "external_logins", "sign_in_codes", "sign_ins"])
        {
            Assert.Equal(0, await Desk.Get<Database<IdentityModule>>().ReadAsync(
                connection => connection.ExecuteScalarAsync<long>($"select count(*) from {table} where user_id = @guard", new { guard }), Ct));
        }
    }

    private static bool IsUseOf(string key, string content) =>
        content.Contains("identity.signed-in-by-api-key", StringComparison.Ordinal) && content.Contains(key[..10], StringComparison.Ordinal);

    private Task<HttpResponseMessage> ExchangeAsync(string apiKey) => Desk.PostAsync("/api/identity/token/exchange", new { apiKey });

    private async Task<(string Id, string Key)> CreateAsync(string name = "a program", DateTimeOffset? expiresAt = null, string? accessToken = null)
    {
        using var reply = await Desk.PostAsync(Mine, new { name, expiresAt }, accessToken ?? _token);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.True(reply.Headers.CacheControl!.NoStore);
        var created = await reply.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return (created.GetProperty("id").GetString()!, created.GetProperty("key").GetString()!);
    }
}
