using System.Net;
using System.Text.Json;

namespace Vedette.Identity.Tests.Features;

public sealed class RegistrationTests : IAsyncLifetime
{
    private const string Registrations = "/api/identity/registrations";

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Req", "M-1")]
    [Trait("Req", "M-2")]
    public async Task Nobody_registers_until_an_administrator_allows_it_and_then_as_a_member_only()
    {
        using var off = await _desk.PostAsync(Registrations, Body("ada"));
        await Refused.AssertAsync(off, HttpStatusCode.Forbidden, "registration-off");
        Assert.False((await Desk.ReadAsync(_desk.GetAsync("/api/identity/sign-in-options"))).GetProperty("registration").GetBoolean());

        var admin = await AllowAsync();
        var options = await Desk.ReadAsync(_desk.GetAsync("/api/identity/sign-in-options"));
        Assert.True(options.GetProperty("registration").GetBoolean());
        Assert.Equal(0, options.GetProperty("providers").GetArrayLength());

        var body = new { username = "ada", email = "ada@example.org", password = Desk.Password, roles = new[] { "administrator" }, role = "administrator" };
        var made = await Desk.ReadAsync(_desk.PostAsync(Registrations, body), HttpStatusCode.Created);

        var user = await Desk.ReadAsync(_desk.GetAsync($"/api/identity/users/{made.GetProperty("id")}", admin));
        Assert.Equal(["member"], user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        var token = (await _desk.SignInAsync("ada@example.org")).AccessToken;
        using var users = await _desk.GetAsync("/api/identity/users", token);
        await Refused.AssertAsync(users, HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains(await _desk.SaidAsync(), one => one.Content.Contains("identity.settings-changed", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Req", "M-3")]
    public async Task What_is_wrong_or_taken_is_said_and_many_tries_have_to_wait()
    {
        _ = await AllowAsync();
        using var wrong = await _desk.PostAsync(Registrations, new { username = "x", password = "short" });
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request");
        var errors = JsonDocument.Parse(await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors");
        Assert.Equal(["email", "password", "username"], errors.EnumerateObject().Select(field => field.Name).Order());

        _ = await Desk.ReadAsync(_desk.PostAsync(Registrations, Body("ada")), HttpStatusCode.Created);
        using var sameName = await _desk.PostAsync(Registrations, Body("ADA", "other@example.org"));
        using var sameAddress = await _desk.PostAsync(Registrations, Body("eve", "ADA@example.org"));
        await Refused.AssertAsync(sameName, HttpStatusCode.Conflict, "name-taken");
        await Refused.AssertAsync(sameAddress, HttpStatusCode.Conflict, "email-taken");

        for (var number = 0; ; number++)
        {
            Assert.True(number < 10, "Registrations were never slowed down.");
            using var reply = await _desk.PostAsync(Registrations, Body($"user-{number}"));
            if (reply.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Refused.AssertAsync(reply, HttpStatusCode.TooManyRequests, "too-many-attempts");
                Assert.True(reply.Headers.RetryAfter!.Delta > TimeSpan.Zero);
                break;
            }
        }

        // Whoever has an account is not kept out by those who want one.
        _ = await _desk.SignInAsync("ada");
    }

    private async Task<string> AllowAsync()
    {
        var admin = (await _desk.SignInAsync()).AccessToken;
        _ = await Desk.ReadAsync(_desk.PatchAsync("/api/identity/settings", new { registration = true }, admin));
        Assert.True((await Desk.ReadAsync(_desk.GetAsync("/api/identity/settings", admin))).GetProperty("registration").GetBoolean());
        return admin;
    }

    private static object Body(string username, string? email = null) =>
        new { username, email = email ?? $"{username}@example.org", password = Desk.Password };
}
