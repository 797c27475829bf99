using System.Net;
using System.Text.Json;

namespace Vedette.Identity.Tests.Features;

/// <summary>What administrators do with users, on every database.</summary>
public abstract class UsersContract(DeskFixture fixture)
{
    private const string Users = "/api/identity/users";

    private Desk Desk => fixture.Desk;

    [Fact]
    [Trait("Req", "R-17")]
    [Trait("Req", "R-19")]
    [Trait("Req", "M-1")]
    public async Task A_user_is_made_whole_at_once_and_signs_in_by_name_or_address()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        var body = new
        {
            username = $"  {name.ToUpperInvariant()} ",
            email = $"Ada.{name}@Example.ORG",
            firstName = " Ada ",
            lastName = "Lovelace",
            password = Desk.Password,
            passwordConfirmation = Desk.Password,
            contacts = new[] { new { type = "sms", value = "+34 600 111 222" } },
        };

        using var reply = await Desk.PostAsync(Users, body, admin);
        var id = (await Desk.ReadAsync(Task.FromResult(reply), HttpStatusCode.Created)).GetProperty("id").GetGuid();
        Assert.Equal($"{Users}/{id}", reply.Headers.Location!.ToString());
        var user = await Desk.ReadAsync(Desk.GetAsync($"{Users}/{id}", admin));

        Assert.Equal(name, user.GetProperty("username").GetString());
        Assert.Equal($"Ada.{name}@example.org", user.GetProperty("email").GetString());
        Assert.Equal("Ada", user.GetProperty("firstName").GetString());
        Assert.Equal("guardian", Assert.Single(user.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Equal("+34600111222", user.GetProperty("contacts")[0].GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Null, user.GetProperty("lastSignInAt").ValueKind);
        _ = await Desk.SignInAsync(name);
        _ = await Desk.SignInAsync($"ADA.{name}@example.org");
        user = await Desk.ReadAsync(Desk.GetAsync($"{Users}/{id}", admin));
        Assert.NotEqual(JsonValueKind.Null, user.GetProperty("lastSignInAt").ValueKind);
        var said = (await Desk.SaidAsync()).Where(one => one.Content.Contains(id.ToString(), StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["identity.user-added", "identity.user-updated", "identity.contacts-modified", "audit.action-recorded"],
            said.Take(4).Select(one => one.Type));
        Assert.Contains("127.0.0.1", said[3].Content, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "R-18")]
    [Trait("Req", "M-3")]
    [Trait("Req", "K-19")]
    public async Task A_name_and_an_address_are_given_once_in_any_case_and_to_one_of_many_at_once()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        object Body(string username, string email) => new { username, email, password = Desk.Password };

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Desk.PostAsync(Users, Body(name, $"{name}@example.org"), admin)));
        using var sameName = await Desk.PostAsync(Users, Body(name.ToUpperInvariant(), "other@example.org"), admin);
        using var sameAddress = await Desk.PostAsync(Users, Body(DeskFixture.NewName(), $"{name}@EXAMPLE.org".ToUpperInvariant()), admin);

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.Created);
        Assert.All(replies, reply => reply.Dispose());
        await Refused.AssertAsync(sameName, HttpStatusCode.Conflict, "name-taken");
        await Refused.AssertAsync(sameAddress, HttpStatusCode.Conflict, "email-taken");
        var other = await Desk.AddUserAsync(admin, DeskFixture.NewName());
        using var renamed = await Desk.PatchAsync($"{Users}/{other}", new { username = name }, admin);
        using var readdressed = await Desk.PatchAsync($"{Users}/{other}", new { email = $"{name}@example.org" }, admin);
        await Refused.AssertAsync(renamed, HttpStatusCode.Conflict, "name-taken");
        await Refused.AssertAsync(readdressed, HttpStatusCode.Conflict, "email-taken");
    }

    [Fact]
    [Trait("Req", "R-18")]
    [Trait("Req", "R-20")]
    public async Task Every_wrong_field_is_named_and_nothing_is_made()
    {
        var admin = await fixture.AdministratorAsync();
        var body = new
        {
            username = "a b",
            email = "nobody",
            firstName = "line\nbreak",
            password = "short",
            passwordConfirmation = "other",
            roles = new[] { "system" },
            contacts = new[] { new { type = "pigeon", value = "coo" }, new { type = "sms", value = "1234" } },
        };

        using var reply = await Desk.PostAsync(Users, body, admin);

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request");
        var errors = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors");
        Assert.Equal(
            ["contacts[0].type", "contacts[1].value", "email", "firstName", "password", "passwordConfirmation", "roles", "username"],
            errors.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Req", "R-14")]
    public async Task A_service_has_no_password_and_no_other_role()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());

        using var withPassword = await Desk.PostAsync(Users, new { username = name, password = Desk.Password, roles = new[] { "service" } }, admin);
        using var withRole = await Desk.PostAsync(Users, new { username = name, roles = new[] { "service", "administrator" } }, admin);
        await Refused.AssertAsync(withPassword, HttpStatusCode.BadRequest, "invalid-request", "password");
        await Refused.AssertAsync(withRole, HttpStatusCode.BadRequest, "invalid-request", "roles");

        var made = await Desk.ReadAsync(Desk.PostAsync(Users, new { username = name, roles = new[] { "service" } }, admin), HttpStatusCode.Created);
        using var given = await Desk.PostAsync($"{Users}/{made.GetProperty("id")}/password", new { password = Desk.Password }, admin);
        using var signIn = await Desk.PostAsync("/api/identity/token", new { username = name, password = Desk.Password });
        await Refused.AssertAsync(given, HttpStatusCode.Conflict, "service-has-no-password");
        await Refused.AssertAsync(signIn, HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task The_list_is_searched_filtered_ordered_and_paged_in_both_directions()
    {
        var (admin, mark) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        foreach (var (letter, last) in ((string, string)[])[("a", "Ünal"), ("b", "Abel"), ("c", "Zorn"), ("d", "Abel")])
        {
            var body = new { username = $"{letter}-{mark}", firstName = "Q%_", lastName = last, password = Desk.Password, roles = new[] { "member" }, active = letter != "d" };
            _ = await Desk.ReadAsync(Desk.PostAsync(Users, body, admin), HttpStatusCode.Created);
        }

        Assert.Equal(["a", "b", "c", "d"], await WalkAsync($"search={mark}"));
        Assert.Equal(["d", "c", "b", "a"], await WalkAsync($"search={mark}&sort=-username"));
        Assert.Equal(["b", "d", "c", "a"], await WalkAsync($"search={mark}&sort=name"));
        Assert.Equal(["d", "c", "b", "a"], await WalkAsync($"search={mark}&sort=-createdAt"));
        Assert.Equal(4, (await WalkAsync($"search={mark}&sort=lastSignInAt")).Count);
        Assert.Equal(4, (await WalkAsync($"search={mark}&sort=-email")).Count);
        Assert.Equal(["a"], await WalkAsync($"search={Uri.EscapeDataString("ÜNAL")}"));
        Assert.Equal(["d"], await WalkAsync($"search={mark}&active=false"));
        Assert.Equal(4, (await WalkAsync($"search={mark}&role=member")).Count);
        Assert.Empty(await WalkAsync($"search={mark}&role=owner"));
        Assert.Equal(4, (await WalkAsync($"search={Uri.EscapeDataString("q%_")}")).Count);
        Assert.Empty(await WalkAsync("search=qx_"));
        using var wrong = await Desk.GetAsync($"{Users}?sort=shoe-size&role=king", admin);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "sort");
        using var nul = await Desk.GetAsync($"{Users}?search=%00", admin);
        await Refused.AssertAsync(nul, HttpStatusCode.BadRequest, "invalid-request", "search");
        using var nobody = await Desk.PostAsync("/api/identity/token", new { username = "a\0@example.org", password = Desk.Password });
        await Refused.AssertAsync(nobody, HttpStatusCode.Unauthorized, "wrong-credentials");
        using var cursor = await Desk.GetAsync($"{Users}?cursor=WyJ4Il0", admin);
        await Refused.AssertAsync(cursor, HttpStatusCode.BadRequest, "invalid-request", "cursor");

        async Task<List<string>> WalkAsync(string query)
        {
            var names = new List<string>();
            for (var next = ""; ;)
            {
                var page = await Desk.ReadAsync(Desk.GetAsync($"{Users}?{query}&limit=1{next}", admin));
                names.AddRange(page.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("username").GetString()!.Split('-')[0]));
                if (page.GetProperty("next").GetString() is not { } cursorOfNext)
                {
                    return names;
                }

                next = $"&cursor={cursorOfNext}";
            }
        }
    }

    [Fact]
    [Trait("Req", "R-21")]
    [Trait("Req", "R-23")]
    public async Task A_change_changes_what_it_names_and_says_so_once()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        var id = await Desk.AddUserAsync(admin, name);

        using var wrong = await Desk.PatchAsync($"{Users}/{id}", new { lastName = "New", email = "wrong" }, admin);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "email");
        var user = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{id}", new { lastName = "New", email = $"{name}@example.org" }, admin));
        user = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{id}", new { lastName = (string?)null, email = (string?)null }, admin));
        _ = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{id}", new { lastName = "New" }, admin));

        Assert.Equal("New", user.GetProperty("lastName").GetString());
        Assert.Equal(JsonValueKind.Null, user.GetProperty("email").ValueKind);
        Assert.Equal(2, (await Desk.SaidAsync()).Count(one => one.Type == "identity.user-updated" && one.Content.Contains(id.ToString(), StringComparison.Ordinal)));
        using var nobody = await Desk.PatchAsync($"{Users}/{Guid.NewGuid()}", new { lastName = "New" }, admin);
        await Refused.AssertAsync(nobody, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    [Trait("Req", "M-6")]
    public async Task Who_is_switched_off_or_gets_another_role_or_is_deleted_feels_it_at_the_next_request()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        var id = await Desk.AddUserAsync(admin, name, "administrator");
        var tokens = await Desk.SignInAsync(name);
        await StatusAsync(HttpStatusCode.OK);

        _ = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{id}", new { roles = new[] { "member" } }, admin));
        await StatusAsync(HttpStatusCode.Forbidden);
        _ = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{id}", new { active = false }, admin));
        await StatusAsync(HttpStatusCode.Unauthorized);
        using var refresh = await Desk.RefreshAsync(tokens.RefreshToken);
        await Refused.AssertAsync(refresh, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        using var signIn = await Desk.PostAsync("/api/identity/token", new { username = name, password = Desk.Password });
        await Refused.AssertAsync(signIn, HttpStatusCode.Unauthorized, "wrong-credentials");
        _ = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{id}", new { active = true }, admin));
        await StatusAsync(HttpStatusCode.Unauthorized);
        using var ended = await Desk.RefreshAsync(tokens.RefreshToken);
        await Refused.AssertAsync(ended, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        tokens = await Desk.SignInAsync(name);
        using (var gone = await Desk.DeleteAsync($"{Users}/{id}", admin))
        {
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }

        await StatusAsync(HttpStatusCode.Unauthorized);
        var said = (await Desk.SaidAsync()).Where(one => one.Type == "identity.access-changed" && one.Content.Contains(id.ToString(), StringComparison.Ordinal)).ToList();
        Assert.Equal([2, 3, 4, 5], said.Select(one => JsonDocument.Parse(one.Content).RootElement.GetProperty("version").GetInt64()));
        Assert.Equal([true, false, true, false], said.Select(one => JsonDocument.Parse(one.Content).RootElement.GetProperty("active").GetBoolean()));

        async Task StatusAsync(HttpStatusCode expected)
        {
            using var reply = await Desk.GetAsync(Users, tokens.AccessToken);
            Assert.Equal(expected, reply.StatusCode);
        }
    }

    [Fact]
    [Trait("Req", "R-22")]
    public async Task Deleting_a_user_leaves_nothing_behind_and_frees_the_name()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        var id = await Desk.AddUserAsync(admin, name);
        _ = await Desk.SignInAsync(name);
        _ = await Desk.ReadAsync(Desk.PutAsync($"{Users}/{id}/contacts", new { items = new[] { new { type = "telegram", value = "@guards" } } }, admin));
        _ = await Desk.ReadAsync(
            Desk.PostAsync($"{Users}/{id}/grants", new { items = new[] { new { scope = "everywhere", rights = new[] { "live" } } } }, admin),
            HttpStatusCode.Created);

        using var gone = await Desk.DeleteAsync($"{Users}/{id}", admin);
        using var again = await Desk.DeleteAsync($"{Users}/{id}", admin);

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await Refused.AssertAsync(again, HttpStatusCode.NotFound, "not-found");
        Assert.Contains(await Desk.SaidAsync(), one => one.Type == "identity.user-deleted" && one.Content.Contains(id.ToString(), StringComparison.Ordinal));
        foreach (var table in (string[])["sign_ins", "contacts", "grants"])
        {
            Assert.Equal(0, await Desk.CountAsync($"{table} where user_id = @id", id));
        }

        _ = await Desk.AddUserAsync(admin, name);
    }

    [Fact]
    [Trait("Req", "R-24")]
    public async Task The_last_active_administrator_stays_whatever_is_asked_at_once()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        var me = (await Desk.ReadAsync(Desk.GetAsync("/api/identity/me", admin))).GetProperty("id").GetGuid();
        foreach (var change in (object[])[new { active = false }, new { roles = new[] { "guardian" } }])
        {
            using var reply = await Desk.PatchAsync($"{Users}/{me}", change, admin);
            await Refused.AssertAsync(reply, HttpStatusCode.Conflict, "last-administrator");
        }

        using var deleted = await Desk.DeleteAsync($"{Users}/{me}", admin);
        await Refused.AssertAsync(deleted, HttpStatusCode.Conflict, "last-administrator");

        // Two administrators each demote the other at the same moment.
        var second = await Desk.AddUserAsync(admin, name, "administrator");
        var other = (await Desk.SignInAsync(name)).AccessToken;
        var replies = await Task.WhenAll(
            Desk.PatchAsync($"{Users}/{second}", new { roles = new[] { "guardian" } }, admin),
            Desk.PatchAsync($"{Users}/{me}", new { roles = new[] { "guardian" } }, other));
        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        if (replies[1].StatusCode == HttpStatusCode.OK)
        {
            _ = await Desk.ReadAsync(Desk.PatchAsync($"{Users}/{me}", new { roles = new[] { "administrator" } }, other));
        }

        Assert.All(replies, reply => reply.Dispose());
        using var gone = await Desk.DeleteAsync($"{Users}/{second}", await fixture.AdministratorAsync());
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task A_password_set_by_an_administrator_ends_the_sign_ins_and_works()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        var id = await Desk.AddUserAsync(admin, name);
        var before = await Desk.SignInAsync(name);

        using (var reply = await Desk.PostAsync($"{Users}/{id}/password", new { password = "another-long-password" }, admin))
        {
            Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
        }

        using var refresh = await Desk.RefreshAsync(before.RefreshToken);
        await Refused.AssertAsync(refresh, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        _ = await Desk.SignInAsync(name, "another-long-password");
        using var wrong = await Desk.PostAsync($"{Users}/{id}/password", new { password = "another-long-password", passwordConfirmation = "x" }, admin);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "passwordConfirmation");
    }
}
