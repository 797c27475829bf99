using Dapper;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Storage;

/// <summary>What the stores promise on every database.</summary>
public abstract class StoreContract(Dialect dialect) : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Deed By = new(Deed.System, Address: null, At);
    private static readonly Origin Nowhere = new(Address: null);

    private Desk _desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Caller Somebody => new(UserId.New(), "somebody", []);

    private UserStore Users => _desk.Get<UserStore>();

    private SignInStore SignIns => _desk.Get<SignInStore>();

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_user_is_found_by_id_and_by_name_in_any_case()
    {
        var user = await AddAsync("Ángela", Roles.Guardian, Roles.Member);

        Assert.Equivalent(user, await Users.FindAsync(user.Id, Ct), strict: true);
        Assert.Equivalent(user, await Users.FindByNameAsync(" áNGELA", Ct), strict: true);
        Assert.Null(await Users.FindByNameAsync("nobody", Ct));
        Assert.Null(await Users.FindAsync(UserId.New(), Ct));
    }

    [Fact]
    [Trait("Req", "R-18")]
    public async Task A_name_is_given_once()
    {
        _ = await AddAsync("angela");

        Assert.Equal(Refusal.NameTaken, await Users.AddAsync(new User(UserId.New(), "Angela", "hash", [], Enabled: true), [], By, Ct));
    }

    [Fact]
    public async Task A_user_switched_off_or_with_a_new_password_meanwhile_does_not_get_in()
    {
        var user = await AddAsync("angela");

        Assert.Null((await StartAsync(user with { PasswordHash = "older" })).Started);
        Assert.Null((await StartAsync(user with { Enabled = false })).Started);
        Assert.NotNull((await StartAsync(user)).Started);
    }

    [Fact]
    public async Task A_password_is_stored_anew_when_asked()
    {
        var user = await AddAsync("angela");

        _ = await SignIns.StartAsync(user, "newer", "h", At.AddDays(1), Nowhere, null, At, Ct);

        Assert.Equal("newer", (await Users.FindAsync(user.Id, Ct))!.PasswordHash);
    }

    [Fact]
    public async Task What_has_expired_is_purged_and_the_rest_stays()
    {
        var user = await AddAsync("angela");
        _ = await SignIns.StartAsync(user, null, "old", At.AddDays(1), Nowhere, null, At, Ct);
        _ = await SignIns.StartAsync(user, null, "new", At.AddDays(3), Nowhere, null, At, Ct);

        await SignIns.PurgeAsync(At.AddDays(2), Ct);

        Assert.Equal(1, await CountAsync("sign_ins"));
        Assert.Equal(1, await CountAsync("refresh_tokens"));
        Assert.Equal(RefreshVerdict.Invalid, (await SignIns.ExchangeAsync("old", "x", At.AddDays(9), null, At.AddDays(2), Ct)).Verdict);
        Assert.Equal(RefreshVerdict.Good, (await SignIns.ExchangeAsync("new", "y", At.AddDays(9), null, At.AddDays(2), Ct)).Verdict);
    }

    [Fact]
    public async Task Nobody_ends_a_sign_in_of_somebody_else()
    {
        var user = await AddAsync("angela");
        _ = await StartAsync(user);

        Assert.Null(await SignIns.EndByTokenAsync("hash-of-angela", Somebody, At, Ct));

        Assert.Equal(RefreshVerdict.Good, (await SignIns.ExchangeAsync("hash-of-angela", "x", At.AddDays(9), null, At, Ct)).Verdict);
    }

    [Fact]
    public async Task Of_too_many_sign_ins_the_one_longest_unseen_is_ended()
    {
        var user = await AddAsync("angela");
        var started = new List<Guid>();
        (Guid? Started, Guid? Ended) last = default;
        for (var number = 0; number <= SignInStore.MostOfOneUser; number++)
        {
            Assert.Null(last.Ended);
            last = await SignIns.StartAsync(user, null, $"hash-{number}", At.AddDays(30), Nowhere, null, At.AddSeconds(number), Ct);
            started.Add(last.Started!.Value);
        }

        Assert.Equal(started[0], last.Ended);
        Assert.Equal(SignInStore.MostOfOneUser, (await SignIns.ListAsync(user.Id, At, Ct)).Count);
    }

    [Fact]
    public async Task Signing_keys_come_back_newest_first()
    {
        var store = _desk.Get<SigningKeyStore>();
        using var older = TokenSigner.Create();
        using var newer = TokenSigner.Create();
        await store.AddAsync(older, At.AddYears(100), Ct);
        await store.AddAsync(newer, At.AddYears(101), Ct);

        var keys = await store.ListAsync(Ct);
        Assert.Equal([newer.KeyId, older.KeyId], keys.Take(2).Select(key => key.Signer.KeyId));
        await store.RemoveAsync([newer.KeyId, older.KeyId], Ct);
        Assert.Equal(_desk.Get<SigningKeys>().Published.Keys.Single().Kid, Assert.Single(await store.ListAsync(Ct)).Signer.KeyId);
    }

    private async Task<User> AddAsync(string name, params string[] roles)
    {
        var user = new User(UserId.New(), name, "hash", roles, Enabled: true) { CreatedAt = At };
        Assert.Null(await Users.AddAsync(user, [], By, Ct));
        return user;
    }

    private Task<(Guid? Started, Guid? Ended)> StartAsync(User user) =>
        SignIns.StartAsync(user, null, $"hash-of-{user.Username}", At.AddDays(30), new Origin("192.0.2.1", "a test"), null, At, Ct);

    private Task<long> CountAsync(string table) =>
        _desk.Get<Database<IdentityModule>>().ReadAsync(connection => connection.ExecuteScalarAsync<long>($"select count(*) from {table}"), Ct);
}
