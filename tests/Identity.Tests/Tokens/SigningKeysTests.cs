using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Identity.Tests.Tokens;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();

    private Desk _desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task The_key_set_is_public_and_holds_no_private_part()
    {
        var set = await _desk.Http.GetFromJsonAsync<JsonElement>("/api/identity/jwks", Ct);

        var key = Assert.Single(set.GetProperty("keys").EnumerateArray());
        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task A_new_key_signs_while_the_old_one_is_still_good()
    {
        var oldKey = Assert.Single(Keys).Kid;
        _time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(5));
        var before = await _desk.SignInAsync();

        _time.Advance(TimeSpan.FromMinutes(5));
        _ = await TidyAsync();
        var after = await _desk.SignInAsync();

        Assert.Equal(2, Keys.Count);
        using var withOld = await _desk.GetAsync("/api/identity/me", before.AccessToken);
        using var withNew = await _desk.GetAsync("/api/identity/me", after.AccessToken);
        Assert.Equal(HttpStatusCode.OK, withOld.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withNew.StatusCode);

        _time.Advance(TimeSpan.FromMinutes(31));
        _ = await TidyAsync();
        Assert.NotEqual(oldKey, Assert.Single(Keys).Kid);
    }

    [Fact]
    public async Task The_key_outlives_a_restart()
    {
        using var folder = new TemporaryFolder();
        string token;
        await using (var first = await Desk.StartAsync(time: _time, adjust: options => options with { DataDirectory = folder.Path }))
        {
            token = (await first.SignInAsync()).AccessToken;
        }

        await using var second = await Desk.StartAsync(time: _time, adjust: options => options with { DataDirectory = folder.Path });
        using var me = await second.GetAsync("/api/identity/me", token);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    private IReadOnlyList<JsonWebKey> Keys => _desk.Get<SigningKeys>().Published.Keys;

    // What the keeper does every hour.
    private Task<string?> TidyAsync() => _desk.Get<SigningKeys>().RefreshAsync(Ct);
}
