using System.Net;
using System.Text.Json;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Req", "R-4")]
    [Trait("Req", "R-5")]
    public async Task The_token_says_who_with_which_roles_for_how_long_and_nothing_else()
    {
        var tokens = await _desk.SignInAsync();
        var parts = tokens.AccessToken.Split('.');
        var header = Decode(parts[0]);
        var claims = Decode(parts[1]);

        Assert.Equal(900, tokens.ExpiresIn);
        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.NotEmpty(header.GetProperty("kid").GetString()!);
        Assert.Equal("admin", claims.GetProperty("name").GetString());
        Assert.Equal("administrator", Assert.Single(claims.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Empty(claims.GetProperty("grants").EnumerateArray());
        Assert.Equal("vedette", claims.GetProperty("iss").GetString());
        Assert.Equal("vedette", claims.GetProperty("aud").GetString());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(900, claims.GetProperty("exp").GetInt64() - claims.GetProperty("nbf").GetInt64());
        Assert.Equal(
            ["aud", "exp", "grants", "iat", "iss", "jti", "name", "nbf", "roles", "sid", "sub", "ver"],
            claims.EnumerateObject().Select(claim => claim.Name).Order());
    }

    [Fact]
    public async Task The_user_name_is_taken_in_any_case_and_trimmed() => _ = await _desk.SignInAsync(" ADMIN ");

    [Fact]
    [Trait("Req", "R-4")]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer()
    {
        using var wrong = await _desk.PostAsync("/api/identity/token", new { username = "admin", password = "wrong-password" });
        using var unknown = await _desk.PostAsync("/api/identity/token", new { username = "nobody", password = "wrong-password" });

        await Refused.AssertAsync(wrong, HttpStatusCode.Unauthorized, "wrong-credentials");
        await Refused.AssertAsync(unknown, HttpStatusCode.Unauthorized, "wrong-credentials");
        Assert.Equal(await WordsAsync(wrong), await WordsAsync(unknown));
    }

    [Fact]
    public async Task Guessing_is_slowed_until_the_wait_is_over()
    {
        for (var number = 0; number < 5; number++)
        {
            using var wrong = await _desk.PostAsync("/api/identity/token", new { username = "admin", password = "wrong-password" });
            await Refused.AssertAsync(wrong, HttpStatusCode.Unauthorized, "wrong-credentials");
        }

        using var blocked = await _desk.PostAsync("/api/identity/token", new { username = "admin", password = Desk.Password });
        await Refused.AssertAsync(blocked, HttpStatusCode.TooManyRequests, "too-many-attempts");
        Assert.Equal(1, blocked.Headers.RetryAfter!.Delta!.Value.TotalSeconds);

        _time.Advance(TimeSpan.FromSeconds(1));
        _ = await _desk.SignInAsync();
        _ = await _desk.SignInAsync();
    }

    [Fact]
    [Trait("Req", "R-12")]
    public async Task Signing_in_is_told()
    {
        _ = await _desk.SignInAsync();

        var said = (await _desk.SaidAsync()).TakeLast(2).ToList();
        Assert.Equal(["identity.user-logged-in", "audit.action-recorded"], said.Select(one => one.Type));
        Assert.Contains("127.0.0.1", said[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "R-10")]
    public async Task Neither_password_nor_refresh_token_is_in_any_file()
    {
        var tokens = await _desk.SignInAsync();

        foreach (var file in Directory.EnumerateFiles(_desk.Host.DataDirectory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var content = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(Desk.Password, content, StringComparison.Ordinal);
            Assert.DoesNotContain(tokens.RefreshToken, content, StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE KEY", content, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Req", "R-6")]
    public async Task An_access_token_dies_after_a_quarter_of_an_hour()
    {
        var tokens = await _desk.SignInAsync();

        using var alive = await _desk.GetAsync("/api/identity/me", tokens.AccessToken);
        _time.Advance(TimeSpan.FromMinutes(16));
        using var dead = await _desk.GetAsync("/api/identity/me", tokens.AccessToken);

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        await Refused.AssertAsync(dead, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static async Task<string?> WordsAsync(HttpResponseMessage reply) =>
        JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("detail").GetString();

    private static JsonElement Decode(string part) => JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part)).RootElement;
}
