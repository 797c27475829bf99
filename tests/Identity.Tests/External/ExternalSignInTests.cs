using System.Net;
using System.Text.Json;
using System.Web;
using Vedette.Support;

namespace Vedette.Identity.Tests.External;

/// <summary>Signing in with a third party's provider, from the button to the tokens.</summary>
public sealed class ExternalSignInTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);

    private readonly OpenIdCounterpart _provider = new();

    private readonly ProviderBrowser _browser = new();

    private Desk _desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Uri Start => new(_desk.Host.Address, "/api/identity/external/house/start?returnTo=/live%3Fwall%3D2");

    private string Callback => new Uri(_desk.Host.Address, "/api/identity/external/house/callback").AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.StartAsync(time: _time, adjust: options => options with
        {
            Settings = new Dictionary<string, string?>(options.Settings)
            {
                ["identity:providers:0:id"] = "house",
                ["identity:providers:0:name"] = "Head office",
                ["identity:providers:0:authority"] = _provider.Authority,
                ["identity:providers:0:clientId"] = "vedette",
                ["identity:providers:0:clientSecret"] = "a secret & more",
                ["identity:providers:0:roleClaim"] = "groups",
                ["identity:providers:0:roles:operators"] = "guardian",
                ["identity:providers:0:createUsers"] = "true",
            },
        });
        await _provider.StartAsync(Callback);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _desk.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_new_becomes_a_user_with_the_roles_the_claims_give_and_is_known_the_next_time()
    {
        var first = await SignInAsync("ada");
        var again = await SignInAsync("ada");

        Assert.Equal(("ada", "guardian", "/live?wall=2"), (first.Name, first.Roles, first.ReturnTo));
        Assert.Equal(first.Id, again.Id);
        using var elsewhere = new ProviderBrowser();
        var other = await SignInAsync("bob", elsewhere);
        Assert.Equal(("bob", "member"), (other.Name, other.Roles));
        Assert.Contains(await _desk.SaidAsync(), one => one.Content.Contains("by house", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_is_good_once_and_for_a_minute_only()
    {
        var code = await CodeAsync("bob");
        using var first = await _desk.PostAsync("/api/identity/token/exchange", new { code });
        using var second = await _desk.PostAsync("/api/identity/token/exchange", new { code });
        var late = await CodeAsync("bob");
        _time.Advance(TimeSpan.FromSeconds(61));
        using var tooLate = await _desk.PostAsync("/api/identity/token/exchange", new { code = late });

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await Refused.AssertAsync(second, HttpStatusCode.Unauthorized, "code-invalid");
        await Refused.AssertAsync(tooLate, HttpStatusCode.Unauthorized, "code-invalid");
    }

    [Fact]
    public async Task What_the_browser_sends_astray_is_refused()
    {
        var callback = await _browser.SignInAsync(await _browser.FollowAsync(Start), "bob", Callback);
        var wrongState = new Uri(callback.AbsoluteUri.Replace("state=", "state=x", StringComparison.Ordinal));
        using var stranger = new ProviderBrowser();

        Assert.Equal("not-begun-here", Error(await stranger.FollowAsync(callback)));
        Assert.Equal("not-begun-here", Error(await _browser.FollowAsync(wrongState)));
        Assert.Equal("not-begun-here", Error(await _browser.FollowAsync(callback)));
    }

    [Fact]
    public async Task The_callback_of_another_issuer_and_a_code_of_another_request_are_refused()
    {
        var authorization = await _browser.FollowAsync(Start);
        var callback = await _browser.SignInAsync(authorization, "bob", Callback);
        var otherIssuer = new Uri(callback.AbsoluteUri.Replace("iss=", "iss=https%3A%2F%2Fevil.example%2F", StringComparison.Ordinal));
        Assert.Equal("provider-refused", Error(await _browser.FollowAsync(otherIssuer)));

        // A code somebody stole belongs to another verifier (PKCE) and another nonce.
        using var thief = new ProviderBrowser();
        var stolen = HttpUtility.ParseQueryString(callback.Query)["code"];
        var own = HttpUtility.ParseQueryString((await thief.FollowAsync(Start)).Query)["state"];
        var mixed = new Uri($"{Callback}?code={stolen}&state={own}&iss={Uri.EscapeDataString(_provider.Authority)}");
        Assert.Equal("provider-refused", Error(await thief.FollowAsync(mixed)));
    }

    [Fact]
    public async Task A_nonce_that_was_changed_on_the_way_is_refused()
    {
        var authorization = await _browser.FollowAsync(Start);
        var changed = new Uri(authorization.AbsoluteUri.Replace("nonce=", "nonce=x", StringComparison.Ordinal));

        var callback = await _browser.SignInAsync(changed, "bob", Callback);

        Assert.Equal("provider-refused", Error(await _browser.FollowAsync(callback)));
        Assert.Contains(await _desk.SaidAsync(), one => one.Content.Contains("answers another request", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_expired_id_token_and_a_sign_in_begun_too_long_ago_are_refused()
    {
        var callback = await _browser.SignInAsync(await _browser.FollowAsync(Start), "bob", Callback);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("provider-refused", Error(await _browser.FollowAsync(callback)));
        Assert.Contains(await _desk.SaidAsync(), one => one.Content.Contains("the id token has expired", StringComparison.Ordinal));

        var late = await _browser.SignInAsync(await _browser.FollowAsync(Start), "bob", Callback);
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("not-begun-here", Error(await _browser.FollowAsync(late)));
    }

    [Fact]
    public async Task Who_changes_their_mind_at_the_provider_is_told_so()
    {
        var callback = await _browser.AbortAsync(await _browser.FollowAsync(Start), Callback);

        Assert.Equal("access-denied", Error(await _browser.FollowAsync(callback)));
    }

    [Fact]
    public async Task A_provider_that_is_down_and_comes_back_with_another_key_costs_nothing_but_the_wait()
    {
        _ = await SignInAsync("bob");
        var callback = await _browser.SignInAsync(await _browser.FollowAsync(Start), "bob", Callback);
        _provider.Kill();
        Assert.Equal("provider-unreachable", Error(await _browser.FollowAsync(callback)));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("provider-unreachable", Error(await _browser.FollowAsync(Start)));

        _time.Jump(DateTimeOffset.UtcNow);
        await _provider.StartAsync(Callback);
        _time.Advance(TimeSpan.FromSeconds(10));
        using var browser = new ProviderBrowser();
        Assert.Equal("bob", (await SignInAsync("bob", browser)).Name);
    }

    [Fact]
    public async Task A_user_who_is_switched_off_does_not_get_in_this_way_either()
    {
        var somebody = await SignInAsync("bob");
        await _desk.SwitchOffAsync(somebody.Id);

        var callback = await _browser.SignInAsync(await _browser.FollowAsync(Start), "bob", Callback);

        Assert.Equal("account-disabled", Error(await _browser.FollowAsync(callback)));
    }

    [Fact]
    public async Task The_console_learns_which_providers_there_are_and_an_unknown_one_is_not_found()
    {
        using var unknown = await _desk.GetAsync("/api/identity/external/nobody/start");
        await Refused.AssertAsync(unknown, HttpStatusCode.NotFound, "not-found");

        using var options = await _desk.GetAsync("/api/identity/sign-in-options");
        var provider = Assert.Single(JsonDocument.Parse(await options.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("providers").EnumerateArray());
        Assert.Equal(["house", "Head office"], [provider.GetProperty("id").GetString()!, provider.GetProperty("name").GetString()!]);
    }

    private async Task<(string Id, string Name, string Roles, string ReturnTo)> SignInAsync(string login, ProviderBrowser? browser = null)
    {
        browser ??= _browser;
        var target = await browser.FollowAsync(await browser.SignInAsync(await browser.FollowAsync(Start), login, Callback));
        var fragment = HttpUtility.ParseQueryString(target.Fragment[1..]);
        Assert.True(fragment["code"] is not null, target.AbsoluteUri);
        using var exchanged = await _desk.PostAsync("/api/identity/token/exchange", new { code = fragment["code"] });
        var tokens = await Desk.ReadTokensAsync(exchanged);
        using var reply = await _desk.GetAsync("/api/identity/me", tokens.AccessToken);
        var me = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Ct)).RootElement;
        return (me.GetProperty("id").GetString()!, me.GetProperty("username").GetString()!,
            string.Join(' ', me.GetProperty("roles").EnumerateArray().Select(role => role.GetString())), fragment["returnTo"]!);
    }

    private async Task<string> CodeAsync(string login)
    {
        var callback = await _browser.SignInAsync(await _browser.FollowAsync(Start), login, Callback);
        return HttpUtility.ParseQueryString((await _browser.FollowAsync(callback)).Fragment[1..])["code"]!;
    }

    private static string? Error(Uri target)
    {
        Assert.Equal("/sign-in", target.AbsolutePath);
        return HttpUtility.ParseQueryString(target.Fragment[1..])["error"];
    }
}
