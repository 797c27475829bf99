using System.Net;
using Vedette.Identity.External;
using Vedette.Identity.Storage;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.External;

/// <summary>Who is taken for whom, on every database, without a provider.</summary>
public abstract class HandOverContract(Dialect dialect) : IAsyncLifetime
{
    private static readonly ExternalPerson Ada = new("subject-of-ada", "Ada.Lovelace@Head Office", "ada@example.org", "Ada", "Lovelace", Roles: null);

    private Desk _desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ExternalUsers People => _desk.Get<ExternalUsers>();

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nobody_new_is_let_in_unless_the_settings_say_so() => Assert.Null(await People.ResolveAsync(Ada, Provider(), null, Ct));

    [Fact]
    public async Task Somebody_new_gets_a_fitting_name_that_nobody_has()
    {
        var first = await People.ResolveAsync(Ada, Provider(createUsers: true), null, Ct);
        var second = await People.ResolveAsync(Ada with { Subject = "another" }, Provider(createUsers: true), null, Ct);
        var third = await People.ResolveAsync(Ada with { Subject = "a third", Username = "é", Email = "not an address" }, Provider(createUsers: true), null, Ct);

        Assert.Equal(("ada.lovelace-head-office", "ada@example.org", "Ada"), (first!.Username, first.Email, first.FirstName));
        Assert.Equal(("ada.lovelace-head-office-2", null), (second!.Username, second.Email));
        Assert.Equal(("user", null), (third!.Username, third.Email));
        Assert.All([first, second, third], user => Assert.Equal(["member"], user!.Roles));
        Assert.Equal(first.Id, (await People.ResolveAsync(Ada, Provider(), null, Ct))!.Id);
    }

    [Fact]
    public async Task The_same_address_is_the_same_person_only_where_configured_and_then_the_account_is_handed_over()
    {
        var squatter = await SquatAsync();

        var apart = await People.ResolveAsync(Ada with { Subject = "apart" }, Provider(createUsers: true), null, Ct);
        var unproven = await People.ResolveAsync(Ada with { Email = null }, Provider(matchByEmail: true), null, Ct);
        var matched = await People.ResolveAsync(Ada, Provider(matchByEmail: true), null, Ct);

        Assert.NotEqual(squatter.Id, apart!.Id);
        Assert.Null(unproven);
        Assert.Equal(squatter.Id, matched!.Id);
        using var session = await _desk.GetAsync("/api/identity/me", squatter.Token);
        using var key = await _desk.GetAsync("/api/identity/me", squatter.Key);
        using var password = await _desk.TrySignInAsync("squatter");
        await Refused.AssertAsync(session, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(key, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(password, HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Roles_follow_the_provider_but_the_last_administrator_stays_one()
    {
        var provider = Provider(createUsers: true);
        var guard = await People.ResolveAsync(Ada with { Roles = ["guardian"] }, provider, null, Ct);
        var promoted = await People.ResolveAsync(Ada with { Roles = ["administrator", "guardian"] }, provider, null, Ct);
        var admin = (await _desk.Get<UserStore>().FindByNameAsync("admin", Ct))!;
        await _desk.SwitchOffAsync(admin.Id.ToString());
        var kept = await People.ResolveAsync(Ada with { Roles = ["member"] }, provider, null, Ct);

        Assert.Equal(["guardian"], guard!.Roles);
        Assert.Equal(["administrator", "guardian"], promoted!.Roles);
        Assert.Equal(["administrator", "guardian"], kept!.Roles);
    }

    private static ProviderOptions Provider(bool createUsers = false, bool matchByEmail = false) =>
        new() { Id = "house", Name = "Head office", CreateUsers = createUsers, MatchByEmail = matchByEmail };

    // Somebody who gave an address that is not theirs, and waits for its owner.
    private async Task<(Foundation.UserId Id, string Token, string Key)> SquatAsync()
    {
        var id = await _desk.PutUserAsync("squatter", "guardian");
        var token = (await _desk.SignInAsync("squatter")).AccessToken;
        using var changed = await _desk.PatchAsync("/api/identity/me", new { email = "ada@example.org" }, token);
        Assert.True(changed.IsSuccessStatusCode);
        var key = await Desk.ReadAsync(_desk.PostAsync("/api/identity/me/api-keys", new { name = "x" }, token), HttpStatusCode.Created);
        return (id, token, key.GetProperty("key").GetString()!);
    }
}
