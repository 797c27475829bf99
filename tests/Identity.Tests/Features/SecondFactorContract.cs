using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

/// <summary>What is promised of the second factor on every database.</summary>
public abstract class SecondFactorContract(Dialect dialect) : IAsyncLifetime
{
    private const string Mine = "/api/identity/me/second-factor";

    private readonly ManualTime _time = new();

    private Desk _desk = null!;

    private byte[] _secret = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(dialect, _time);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_is_asked_until_the_app_has_shown_a_right_code()
    {
        var tokens = await _desk.SignInAsync();
        var begun = await BeginAsync(tokens.AccessToken);

        Assert.StartsWith("otpauth://totp/Vedette:admin?secret=" + begun.GetProperty("secret").GetString(), begun.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("<svg", begun.GetProperty("qrSvg").GetString(), StringComparison.Ordinal);
        _ = await _desk.SignInAsync();

        using var wrong = await _desk.PostAsync($"{Mine}/confirm", new { code = Wrong() }, tokens.AccessToken);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "code");
        _ = await _desk.SignInAsync();

        Assert.Equal(RecoveryCode.Count, (await ConfirmAsync(tokens.AccessToken)).Distinct().Count());
        using var withoutCode = await _desk.TrySignInAsync();
        await Refused.AssertAsync(withoutCode, HttpStatusCode.Unauthorized, "second-factor-needed");
        using var twice = await _desk.PostAsync(Mine, new { password = Desk.Password }, tokens.AccessToken);
        await Refused.AssertAsync(twice, HttpStatusCode.Conflict, "second-factor-on");
    }

    [Fact]
    public async Task A_code_is_good_once_and_the_next_one_too()
    {
        _ = await TurnOnAsync();
        var code = NextCode();

        _ = await _desk.SignInAsync(code: code);
        using var again = await _desk.TrySignInAsync(code: code);
        await Refused.AssertAsync(again, HttpStatusCode.Unauthorized, "second-factor-wrong");
        _ = await _desk.SignInAsync(code: NextCode());
    }

    [Fact]
    public async Task Of_two_sign_ins_at_once_with_one_code_one_succeeds()
    {
        _ = await TurnOnAsync();
        var code = NextCode();

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _desk.TrySignInAsync(code: code)));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.All(replies, reply => reply.Dispose());
    }

    [Fact]
    public async Task Without_the_right_password_nobody_learns_that_there_is_a_second_factor()
    {
        _ = await TurnOnAsync();

        using var withoutCode = await _desk.TrySignInAsync(password: "wrong-password");
        using var withCode = await _desk.TrySignInAsync(password: "wrong-password", code: NextCode());

        await Refused.AssertAsync(withoutCode, HttpStatusCode.Unauthorized, "wrong-credentials");
        await Refused.AssertAsync(withCode, HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Asking_for_the_code_neither_counts_as_a_failure_nor_forgives_one()
    {
        _ = await TurnOnAsync();
        for (var round = 0; round < 21; round++)
        {
            using var needed = await _desk.TrySignInAsync();
            await Refused.AssertAsync(needed, HttpStatusCode.Unauthorized, "second-factor-needed");
        }

        for (var round = 0; round < 5; round++)
        {
            using var wrong = await _desk.TrySignInAsync(code: Wrong());
            await Refused.AssertAsync(wrong, HttpStatusCode.Unauthorized, "second-factor-wrong");
        }

        using var blocked = await _desk.TrySignInAsync();
        await Refused.AssertAsync(blocked, HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_from_wherever_it_comes_and_a_recovery_code_still_lets_in()
    {
        var recovery = await TurnOnAsync();
        var store = _desk.Get<SecondFactorStore>();
        var admin = (await _desk.Get<UserStore>().FindByNameAsync("admin", Ct))!.Id;
        for (var round = 0; round < SecondFactor.FreeTries; round++)
        {
            Assert.Null((await store.SpendAsync(admin, Wrong(), _time.GetUtcNow(), Ct)).Wait);
        }

        using var blocked = await _desk.TrySignInAsync(code: Totp.Code(_secret, Totp.StepAt(_time.GetUtcNow()) + 1));
        await Refused.AssertAsync(blocked, HttpStatusCode.TooManyRequests, "too-many-attempts");
        _ = await _desk.SignInAsync(code: recovery[0]);

        _time.Advance(TimeSpan.FromSeconds(1));
        _ = await _desk.SignInAsync(code: NextCode());
    }

    [Fact]
    public async Task Each_recovery_code_is_good_once_however_it_is_typed_and_new_ones_replace_the_old()
    {
        var codes = await TurnOnAsync();
        var tokens = await _desk.SignInAsync(code: $" {codes[3].ToUpperInvariant().Replace('-', ' ')} ");

        using var again = await _desk.TrySignInAsync(code: codes[3]);
        await Refused.AssertAsync(again, HttpStatusCode.Unauthorized, "second-factor-wrong");

        using var renewed = await _desk.PostAsync($"{Mine}/recovery-codes", new { password = Desk.Password }, tokens.AccessToken);
        var fresh = await CodesAsync(renewed);
        using var old = await _desk.TrySignInAsync(code: codes[4]);
        await Refused.AssertAsync(old, HttpStatusCode.Unauthorized, "second-factor-wrong");
        _ = await _desk.SignInAsync(code: fresh[0]);
    }

    [Fact]
    public async Task Neither_the_secret_nor_a_recovery_code_is_kept_in_the_clear()
    {
        var codes = await TurnOnAsync();
        var kept = await _desk.Get<Database<IdentityModule>>().ReadAsync(
            async connection => string.Join(' ', await Dapper.SqlMapper.QueryAsync<string>(
                connection, "select protected_secret from second_factors union all select hash from recovery_codes")),
            Ct);

        Assert.DoesNotContain(Convert.ToBase64String(_secret), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Totp.Base32(_secret), kept, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_taken_away_with_the_password_or_by_an_administrator()
    {
        var tokens = await _desk.SignInAsync();
        _ = await BeginAsync(tokens.AccessToken);
        _ = await ConfirmAsync(tokens.AccessToken);

        using var wrong = await _desk.PostAsync($"{Mine}/remove", new { password = "wrong-password" }, tokens.AccessToken);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "password");
        using var removed = await _desk.PostAsync($"{Mine}/remove", new { password = Desk.Password }, tokens.AccessToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        _ = await _desk.SignInAsync();

        var guard = await _desk.PutUserAsync("guard", "guardian");
        var guards = await _desk.SignInAsync("guard");
        _ = await BeginAsync(guards.AccessToken);
        _ = await ConfirmAsync(guards.AccessToken);
        using var notAllowed = await _desk.DeleteAsync($"/api/identity/users/{guard}/second-factor", guards.AccessToken);
        await Refused.AssertAsync(notAllowed, HttpStatusCode.Forbidden, "forbidden");
        using var byAdministrator = await _desk.DeleteAsync($"/api/identity/users/{guard}/second-factor", tokens.AccessToken);
        Assert.Equal(HttpStatusCode.NoContent, byAdministrator.StatusCode);
        _ = await _desk.SignInAsync("guard");
        Assert.Equal(
            ["identity.second-factor-added", "identity.second-factor-removed", "identity.second-factor-added", "identity.second-factor-removed"],
            (await _desk.SaidAsync()).Where(one => one.Content.Contains("second-factor-", StringComparison.Ordinal))
                .Select(one => JsonDocument.Parse(one.Content).RootElement.GetProperty("action").GetString()));
    }

    private async Task<IReadOnlyList<string>> TurnOnAsync()
    {
        var tokens = await _desk.SignInAsync();
        _ = await BeginAsync(tokens.AccessToken);
        return await ConfirmAsync(tokens.AccessToken);
    }

    private async Task<JsonElement> BeginAsync(string accessToken)
    {
        using var reply = await _desk.PostAsync(Mine, new { password = Desk.Password }, accessToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var begun = await reply.Content.ReadFromJsonAsync<JsonElement>(Ct);
        _secret = Base32(begun.GetProperty("secret").GetString()!);
        return begun;
    }

    private async Task<IReadOnlyList<string>> ConfirmAsync(string accessToken)
    {
        using var reply = await _desk.PostAsync($"{Mine}/confirm", new { code = NextCode() }, accessToken);
        return await CodesAsync(reply);
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(HttpResponseMessage reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return [.. (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
    }

    /// <summary>What the app shows half a minute later.</summary>
    private string NextCode()
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        return Totp.Code(_secret, Totp.StepAt(_time.GetUtcNow()));
    }

    /// <summary>A code that is none of those that would be taken.</summary>
    private string Wrong()
    {
        var step = Totp.StepAt(_time.GetUtcNow());
        var taken = Enumerable.Range(-1, 3).Select(away => Totp.Code(_secret, step + away)).ToHashSet();
        return Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), Totp.Digits)).First(code => !taken.Contains(code));
    }

    private static byte[] Base32(string text)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(letter => Convert.ToString(letters.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(place => Convert.ToByte(bits.Substring(place * 8, 8), 2))];
    }
}
