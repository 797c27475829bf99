using System.Net;
using System.Text.Json;

namespace Vedette.Identity.Tests.Features;

/// <summary>What somebody sees and changes of their own.</summary>
public sealed class ProfileTests(SqliteDesk fixture) : IClassFixture<SqliteDesk>
{
    private Desk Desk => fixture.Desk;

    [Fact]
    [Trait("Req", "R-20")]
    [Trait("Req", "R-23")]
    public async Task Name_address_and_contacts_are_ones_own_to_change()
    {
        var name = DeskFixture.NewName();
        var id = await Desk.AddUserAsync(await fixture.AdministratorAsync(), name, "member");
        var token = (await Desk.SignInAsync(name)).AccessToken;

        _ = await Desk.ReadAsync(Desk.PatchAsync("/api/identity/me", new { firstName = "Ada", email = $"{name}@example.org" }, token), HttpStatusCode.NoContent);
        var contacts = new object[]
        {
            new { type = "email", value = "Ada@Example.org" },
            new { type = "email", value = "ada@example.org" },
            new { type = "sms", value = "+34 600 111 222" },
            new { type = "telegram", value = "-1001234567890" },
            new { type = "webhook", value = "https://hooks.example.org/a?key=k" },
        };
        var kept = await Desk.ReadAsync(Desk.PutAsync("/api/identity/me/contacts", new { items = contacts }, token));
        _ = await Desk.ReadAsync(Desk.PutAsync("/api/identity/me/contacts", new { items = contacts }, token));
        var me = await Desk.ReadAsync(Desk.GetAsync("/api/identity/me", token));

        Assert.Equal(4, kept.GetProperty("items").GetArrayLength());
        Assert.Equal(["email", "sms", "telegram", "webhook"], me.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("type").GetString()));
        Assert.Equal("Ada", me.GetProperty("firstName").GetString());
        Assert.Equal($"{name}@example.org", me.GetProperty("email").GetString());
        _ = await Desk.ReadAsync(Desk.PatchAsync("/api/identity/me", new { email = (string?)null }, token), HttpStatusCode.NoContent);
        var less = await Desk.ReadAsync(Desk.GetAsync("/api/identity/me", token));
        Assert.Equal(JsonValueKind.Null, less.GetProperty("email").ValueKind);
        Assert.Equal("Ada", less.GetProperty("firstName").GetString());
        Assert.Equal("member", me.GetProperty("roles")[0].GetString());
        Assert.True(me.GetProperty("hasPassword").GetBoolean());
        var said = (await Desk.SaidAsync()).Where(one => one.Content.Contains(id.ToString(), StringComparison.Ordinal)).ToList();
        Assert.Single(said, one => one.Type == "identity.contacts-modified");
        Assert.DoesNotContain(said, one => one.Type == "audit.action-recorded" && one.Content.Contains("key=k", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Req", "M-2")]
    public async Task Nobody_makes_more_of_themselves()
    {
        var name = DeskFixture.NewName();
        _ = await Desk.AddUserAsync(await fixture.AdministratorAsync(), name, "member");
        var token = (await Desk.SignInAsync(name)).AccessToken;

        _ = await Desk.ReadAsync(
            Desk.PatchAsync("/api/identity/me", new { roles = new[] { "administrator" }, username = "root", active = false }, token),
            HttpStatusCode.NoContent);

        var me = await Desk.ReadAsync(Desk.GetAsync("/api/identity/me", token));
        Assert.Equal(["member"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(name, me.GetProperty("username").GetString());
    }

    [Theory]
    [InlineData("""{"items":[{"type":"sms","value":"600111222"}]}""", "items[0].value")]
    [InlineData("""{"items":[{"type":"webhook","value":"http://example.org"}]}""", "items[0].value")]
    [InlineData("""{"items":[null]}""", "items[0].type")]
    [InlineData("""{"items":[{"type":"email"}]}""", "items[0].value")]
    [InlineData("""{}""", "items")]
    public async Task Contacts_of_a_wrong_shape_are_named(string body, string field)
    {
        using var reply = await Desk.PutAsync("/api/identity/me/contacts", JsonDocument.Parse(body).RootElement, await fixture.AdministratorAsync());

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", field);
    }

    [Fact]
    public async Task More_than_twenty_contacts_are_too_many()
    {
        var items = Enumerable.Range(0, 21).Select(number => new { type = "email", value = $"a{number}@example.org" }).ToList();

        using var reply = await Desk.PutAsync("/api/identity/me/contacts", new { items }, await fixture.AdministratorAsync());

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", "items");
    }
}
