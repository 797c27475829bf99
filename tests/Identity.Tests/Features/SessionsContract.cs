using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

/// <summary>What is promised of sign-ins on every database: they are seen, and when they end they end at once.</summary>
public abstract class SessionsContract(DeskFixture fixture) : IAsyncLifetime
{
    private const string Mine = "/api/identity/me/sessions";

    private readonly string _name = DeskFixture.NewName();

    private Desk Desk => fixture.Desk;

    private ManualTime Time => fixture.Time;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Whoever failed here before is forgotten.
        Time.Advance(TimeSpan.FromHours(2));
        _ = await Desk.PutUserAsync(_name, Roles.Administrator);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_sign_in_is_listed_with_device_address_and_when_it_was_last_seen()
    {
        Desk.Http.DefaultRequestHeaders.UserAgent.Clear();
        Desk.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        var first = await SignInAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        var second = await SignInAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        using var refreshed = await Desk.RefreshAsync(first.RefreshToken);

        var sessions = await ListAsync(second.AccessToken);

        Assert.Equal([false, true], sessions.Select(one => one.GetProperty("current").GetBoolean()));
        Assert.Equal(["Firefox on Linux", "Firefox on Linux"], sessions.Select(one => one.GetProperty("device").GetString()));
        Assert.Equal(["127.0.0.1", "127.0.0.1"], sessions.Select(one => one.GetProperty("address").GetString()));
        Assert.Equal(Time.GetUtcNow(), sessions[0].GetProperty("lastSeenAt").GetDateTimeOffset());
        Assert.Equal(Time.GetUtcNow().AddMinutes(-2), sessions[0].GetProperty("startedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_sign_in_that_is_ended_gets_401_with_the_very_next_request()
    {
        var (mine, other) = (await SignInAsync(), await SignInAsync());
        var otherId = Assert.Single(await ListAsync(mine.AccessToken), one => !one.GetProperty("current").GetBoolean()).GetProperty("id").GetString();

        using var ended = await Desk.DeleteAsync($"{Mine}/{otherId}", mine.AccessToken);
        using var next = await Desk.GetAsync("/api/identity/me", other.AccessToken);
        using var refresh = await Desk.RefreshAsync(other.RefreshToken);
        using var still = await Desk.GetAsync("/api/identity/me", mine.AccessToken);
        using var again = await Desk.DeleteAsync($"{Mine}/{otherId}", mine.AccessToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await Refused.AssertAsync(next, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(refresh, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        await Refused.AssertAsync(again, HttpStatusCode.NotFound, "not-found");
        Assert.Contains(await Desk.SaidAsync(), one => one.Type == "identity.sign-in-ended" && one.Content.Contains(otherId!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_of_them_this_one_too()
    {
        var (mine, other) = (await SignInAsync(), await SignInAsync());

        using var ended = await Desk.DeleteAsync(Mine, mine.AccessToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        foreach (var tokens in (Desk.Tokens[])[mine, other])
        {
            using var next = await Desk.GetAsync("/api/identity/me", tokens.AccessToken);
            await Refused.AssertAsync(next, HttpStatusCode.Unauthorized, "unauthenticated");
        }

        _ = await SignInAsync();
    }

    [Fact]
    [Trait("Req", "R-8")]
    public async Task Signing_out_without_a_refresh_token_ends_the_sign_in_of_the_request()
    {
        var tokens = await SignInAsync();

        using var signedOut = await Desk.PostAsync("/api/identity/logout", new { }, tokens.AccessToken);
        using var next = await Desk.GetAsync("/api/identity/me", tokens.AccessToken);

        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        await Refused.AssertAsync(next, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    [Trait("Req", "R-7")]
    public async Task A_refresh_token_used_twice_takes_the_access_tokens_of_its_sign_in_along()
    {
        var tokens = await SignInAsync();
        using var first = await Desk.RefreshAsync(tokens.RefreshToken);
        var next = await Desk.ReadTokensAsync(first);

        using var second = await Desk.RefreshAsync(tokens.RefreshToken);

        foreach (var accessToken in (string[])[tokens.AccessToken, next.AccessToken])
        {
            using var me = await Desk.GetAsync("/api/identity/me", accessToken);
            await Refused.AssertAsync(me, HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sign_ins_at_once()
    {
        var (mine, other) = (await SignInAsync(), await SignInAsync());

        using var changed = await Desk.PostAsync(
            "/api/identity/me/password", new { currentPassword = Desk.Password, newPassword = "another-long-password" }, mine.AccessToken);
        using var ended = await Desk.GetAsync("/api/identity/me", other.AccessToken);
        using var kept = await Desk.GetAsync("/api/identity/me", mine.AccessToken);

        await Refused.AssertAsync(ended, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Fact]
    public async Task Nobody_ends_a_sign_in_of_somebody_else_but_an_administrator()
    {
        var (admin, guardName) = (await SignInAsync(), DeskFixture.NewName());
        var guard = await Desk.PutUserAsync(guardName, Roles.Guardian);
        var tokens = await Desk.SignInAsync(guardName);
        var adminSession = Assert.Single(await ListAsync(admin.AccessToken)).GetProperty("id").GetString();

        using var foreign = await Desk.DeleteAsync($"{Mine}/{adminSession}", tokens.AccessToken);
        using var notAllowed = await Desk.GetAsync($"/api/identity/users/{guard}/sessions", tokens.AccessToken);
        var seen = await ListAsync(admin.AccessToken, $"/api/identity/users/{guard}/sessions");
        using var ended = await Desk.DeleteAsync($"/api/identity/users/{guard}/sessions", admin.AccessToken);
        using var next = await Desk.GetAsync("/api/identity/me", tokens.AccessToken);
        using var unknown = await Desk.GetAsync($"/api/identity/users/{Guid.NewGuid()}/sessions", admin.AccessToken);

        await Refused.AssertAsync(foreign, HttpStatusCode.NotFound, "not-found");
        await Refused.AssertAsync(notAllowed, HttpStatusCode.Forbidden, "forbidden");
        Assert.False(Assert.Single(seen).GetProperty("current").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await Refused.AssertAsync(next, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(unknown, HttpStatusCode.NotFound, "not-found");
    }

    private Task<Desk.Tokens> SignInAsync() => Desk.SignInAsync(_name);

    private async Task<List<JsonElement>> ListAsync(string accessToken, string path = Mine)
    {
        using var reply = await Desk.GetAsync(path, accessToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return [.. (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items").EnumerateArray()];
    }
}
