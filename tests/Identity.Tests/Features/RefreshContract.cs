using System.Net;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

/// <summary>What refresh tokens promise on every database.</summary>
public abstract class RefreshContract(Dialect dialect) : IAsyncLifetime
{
    private readonly ManualTime _time = new();

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(dialect, _time);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Trait("Req", "R-7")]
    public async Task Each_exchange_gives_new_tokens_that_work()
    {
        var tokens = await _desk.SignInAsync();
        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromMinutes(20));
            using var reply = await _desk.RefreshAsync(tokens.RefreshToken);
            var next = await Desk.ReadTokensAsync(reply);
            Assert.NotEqual(tokens.RefreshToken, next.RefreshToken);
            tokens = next;
        }

        using var me = await _desk.GetAsync("/api/identity/me", tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Fact]
    [Trait("Req", "R-7")]
    public async Task A_token_used_twice_ends_its_sign_in_and_no_other()
    {
        var stolen = await _desk.SignInAsync();
        var other = await _desk.SignInAsync();
        using var first = await _desk.RefreshAsync(stolen.RefreshToken);
        var next = await Desk.ReadTokensAsync(first);

        using var second = await _desk.RefreshAsync(stolen.RefreshToken);
        using var descendant = await _desk.RefreshAsync(next.RefreshToken);
        using var untouched = await _desk.RefreshAsync(other.RefreshToken);

        await Refused.AssertAsync(second, HttpStatusCode.Unauthorized, "refresh-token-reused");
        await Refused.AssertAsync(descendant, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);
        Assert.Contains(await _desk.SaidAsync(), one => one.Content.Contains("identity.refresh-token-reused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_many_exchanges_at_once_at_most_one_succeeds()
    {
        var tokens = await _desk.SignInAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _desk.RefreshAsync(tokens.RefreshToken)));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.All(replies, reply => reply.Dispose());
    }

    [Fact]
    public async Task An_expired_and_an_invented_token_are_invalid()
    {
        var tokens = await _desk.SignInAsync();
        _time.Advance(TimeSpan.FromDays(30));

        using var expired = await _desk.RefreshAsync(tokens.RefreshToken);
        using var invented = await _desk.RefreshAsync("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        using var access = await _desk.RefreshAsync(tokens.AccessToken);

        await Refused.AssertAsync(expired, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        await Refused.AssertAsync(invented, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        await Refused.AssertAsync(access, HttpStatusCode.Unauthorized, "refresh-token-invalid");
    }

    [Fact]
    [Trait("Req", "R-8")]
    public async Task Signing_out_ends_the_sign_in()
    {
        var tokens = await _desk.SignInAsync();

        using var withoutToken = await _desk.PostAsync("/api/identity/logout", new { refreshToken = tokens.RefreshToken });
        using var signedOut = await _desk.PostAsync("/api/identity/logout", new { refreshToken = tokens.RefreshToken }, tokens.AccessToken);
        using var again = await _desk.PostAsync("/api/identity/logout", new { refreshToken = tokens.RefreshToken }, tokens.AccessToken);
        using var refresh = await _desk.RefreshAsync(tokens.RefreshToken);

        await Refused.AssertAsync(withoutToken, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        await Refused.AssertAsync(again, HttpStatusCode.Unauthorized, "unauthenticated");
        await Refused.AssertAsync(refresh, HttpStatusCode.Unauthorized, "refresh-token-invalid");
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sign_ins_and_keeps_this_one()
    {
        var mine = await _desk.SignInAsync();
        var other = await _desk.SignInAsync();

        using var changed = await ChangeAsync(mine, Desk.Password, "another-long-password");
        using var kept = await _desk.RefreshAsync(mine.RefreshToken);
        using var ended = await _desk.RefreshAsync(other.RefreshToken);
        using var old = await _desk.PostAsync("/api/identity/token", new { username = "admin", password = Desk.Password });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        await Refused.AssertAsync(ended, HttpStatusCode.Unauthorized, "refresh-token-invalid");
        await Refused.AssertAsync(old, HttpStatusCode.Unauthorized, "wrong-credentials");
        _ = await _desk.SignInAsync(password: "another-long-password");
    }

    [Fact]
    public async Task A_new_password_needs_the_current_one()
    {
        var tokens = await _desk.SignInAsync();

        using var wrong = await ChangeAsync(tokens, "not-the-password", "another-long-password");
        using var tooShort = await ChangeAsync(tokens, Desk.Password, "short");

        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "currentPassword");
        await Refused.AssertAsync(tooShort, HttpStatusCode.BadRequest, "invalid-request", "newPassword");
        _ = await _desk.SignInAsync();
    }

    private Task<HttpResponseMessage> ChangeAsync(Desk.Tokens tokens, string currentPassword, string newPassword) =>
        _desk.PostAsync("/api/identity/me/password", new { currentPassword, newPassword }, tokens.AccessToken);
}
