using System.Net;
using System.Text.Json;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests.Storage;

/// <summary>What an older program left behind is taken over.</summary>
public sealed class UpgradeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task People_of_the_first_version_still_sign_in_and_can_be_given_what_is_new(Dialect dialect)
    {
        using var folder = new TemporaryFolder();
        VedetteOptions? used = null;
        string refresh;
        await using (var older = await Desk.StartAsync(dialect, adjust: options => used = options with { DataDirectory = folder.Path }))
        {
            refresh = (await older.SignInAsync()).RefreshToken;
            await MakeFirstVersionAsync(older.Get<Database<IdentityModule>>());
        }

        await using var newer = await Desk.StartAsync(adjust: _ => used!);
        using var refreshed = await newer.RefreshAsync(refresh);
        _ = await Desk.ReadTokensAsync(refreshed);
        var admin = (await newer.SignInAsync()).AccessToken;
        Assert.Equal(2, (await Desk.ReadAsync(newer.GetAsync("/api/identity/me/sessions", admin))).GetProperty("items").GetArrayLength());
        var me = await Desk.ReadAsync(newer.GetAsync("/api/identity/me", admin));
        Assert.Equal(JsonValueKind.Null, me.GetProperty("email").ValueKind);
        Assert.Equal(["administrator"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.False((await Desk.ReadAsync(newer.GetAsync("/api/identity/settings", admin))).GetProperty("registration").GetBoolean());

        _ = await Desk.ReadAsync(newer.PatchAsync("/api/identity/me", new { email = "ada@example.org", lastName = "Lovelace" }, admin), HttpStatusCode.NoContent);
        var found = await Desk.ReadAsync(newer.GetAsync("/api/identity/users?search=admin", admin));
        Assert.Equal("ada@example.org", Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("email").GetString());
        _ = await newer.SignInAsync("ada@example.org");
        _ = await newer.AddUserAsync(admin, "guard");
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task Who_was_there_before_the_others_listened_is_told_of_once(Dialect dialect)
    {
        using var folder = new TemporaryFolder();
        VedetteOptions? used = null;
        await using (var older = await Desk.StartAsync(dialect, adjust: options => used = options with { DataDirectory = folder.Path }))
        {
            Assert.Equal(0, await ToldAsync(older));
            await MakeFirstVersionAsync(older.Get<Database<IdentityModule>>());
        }

        await using (var newer = await Desk.StartAsync(adjust: _ => used!))
        {
            Assert.Equal(1, await ToldAsync(newer));
        }

        await using var again = await Desk.StartAsync(adjust: _ => used!);
        Assert.Equal(1, await ToldAsync(again));
    }

    private static async Task<int> ToldAsync(Desk desk) =>
        (await desk.SaidAsync()).Count(said => said.Type == "identity.user-updated" && said.Content.Contains("\"admin\"", StringComparison.Ordinal));

    /// <summary>The tables as the first version had them.</summary>
    private static Task MakeFirstVersionAsync(Database<IdentityModule> database) => database.WriteAsync(
        async unit =>
        {
            foreach (var table in (string[])["second_factors", "recovery_codes", "api_keys", "external_logins", "sign_in_codes", "grants", "places", "contacts", "settings"])
            {
                _ = await unit.ExecuteAsync($"drop table {table}");
            }

            _ = await unit.ExecuteAsync("alter table sign_ins drop column device");
            _ = await unit.ExecuteAsync("alter table sign_ins drop column last_seen_at");
            _ = await unit.ExecuteAsync("drop index users_by_email");
            foreach (var column in (string[])["email", "email_key", "first_name", "last_name", "name_key", "search_key", "access_version"])
            {
                _ = await unit.ExecuteAsync($"alter table users drop column {column}");
            }

            _ = await unit.ExecuteAsync("delete from schema_migrations where owner = 'identity' and number > 1");
        },
        Ct);
}
