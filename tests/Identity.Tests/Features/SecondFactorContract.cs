using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

/// <summary>What is promised of the second factor on every database.</summary>
public abstract class SecondFactorContract(DeskFixture fixture) : IAsyncLifetime
{
    private const string Mine = "/api/identity/me/second-factor";

    private readonly string _name = DeskFixture.NewName();

    private UserId _id;

    private byte[] _secret = [];

    private Desk Desk => fixture.Desk;

    private ManualTime Time => fixture.Time;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Whoever failed here before is forgotten.
        Time.Advance(TimeSpan.FromHours(2));
        _id = await Desk.PutUserAsync(_name, Roles.Administrator);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_is_asked_until_the_app_has_shown_a_right_code()
    {
        var tokens = await SignInAsync();
        var begun = await BeginAsync(tokens.AccessToken);

        Assert.StartsWith($"otpauth://totp/Vedette:{_name}?secret=" + begun.GetProperty("secret").GetString(), begun.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("<svg", begun.GetProperty("qrSvg").GetString(), StringComparison.Ordinal);
        _ = await SignInAsync();

        using var wrong = await Desk.PostAsync($"{Mine}/confirm", new { code = Wrong() }, tokens.AccessToken);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "code");
        _ = await SignInAsync();

        Assert.Equal(RecoveryCode.Count, (await ConfirmAsync(tokens.AccessToken)).Distinct().Count());
        using var withoutCode = await TrySignInAsync();
        await Refused.AssertAsync(withoutCode, HttpStatusCode.Unauthorized, "second-factor-needed");
        using var twice = await Desk.PostAsync(Mine, new { password = Desk.Password }, tokens.AccessToken);
        await Refused.AssertAsync(twice, HttpStatusCode.Conflict, "second-factor-on");
    }

    [Fact]
    public async Task A_code_is_good_once_and_the_next_one_too()
    {
        _ = await TurnOnAsync();
        var code = NextCode();

        _ = await SignInAsync(code);
        using var again = await TrySignInAsync(code: code);
        await Refused.AssertAsync(again, HttpStatusCode.Unauthorized, "second-factor-wrong");
        _ = await SignInAsync(NextCode());
    }

    [Fact]
    public async Task Of_two_sign_ins_at_once_with_one_code_one_succeeds()
    {
        _ = await TurnOnAsync();
        var code = NextCode();

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TrySignInAsync(code: code)));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.All(replies, reply => reply.Dispose());
    }

    [Fact]
    public async Task Without_the_right_password_nobody_learns_that_there_is_a_second_factor()
    {
        _ = await TurnOnAsync();

        using var withoutCode = await TrySignInAsync(password: "wrong-password");
        using var withCode = await TrySignInAsync(password: "wrong-password", code: NextCode());

        await Refused.AssertAsync(withoutCode, HttpStatusCode.Unauthorized, "wrong-credentials");
        await Refused.AssertAsync(withCode, HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task Asking_for_the_code_neither_counts_as_a_failure_nor_forgives_one()
    {
        _ = await TurnOnAsync();
        for (var round = 0; round < 21; round++)
        {
            using var needed = await TrySignInAsync();
            await Refused.AssertAsync(needed, HttpStatusCode.Unauthorized, "second-factor-needed");
        }

        for (var round = 0; round < 5; round++)
        {
            using var wrong = await TrySignInAsync(code: Wrong());
            await Refused.AssertAsync(wrong, HttpStatusCode.Unauthorized, "second-factor-wrong");
        }

        using var blocked = await TrySignInAsync();
        await Refused.AssertAsync(blocked, HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_from_wherever_it_comes_and_a_recovery_code_still_lets_in()
    {
        var recovery = await TurnOnAsync();
        var store = Desk.Get<SecondFactorStore>();
        for (var round = 0; round < SecondFactor.FreeTries; round++)
        {
            Assert.Null((await store.SpendAsync(_id, Wrong(), Time.GetUtcNow(), Ct)).Wait);
        }

        using var blocked = await TrySignInAsync(code: Totp.Code(_secret, Totp.StepAt(Time.GetUtcNow()) + 1));
        await Refused.AssertAsync(blocked, HttpStatusCode.TooManyRequests, "too-many-attempts");
        _ = await SignInAsync(recovery[0]);

        Time.Advance(TimeSpan.FromSeconds(1));
        _ = await SignInAsync(NextCode());
    }

    [Fact]
    public async Task Each_recovery_code_is_good_once_however_it_is_typed_and_new_ones_replace_the_old()
    {
        var codes = await TurnOnAsync();
        var tokens = await SignInAsync($" {codes[3].ToUpperInvariant().Replace('-', ' ')} ");

        using var again = await TrySignInAsync(code: codes[3]);
        await Refused.AssertAsync(again, HttpStatusCode.Unauthorized, "second-factor-wrong");

        using var renewed = await Desk.PostAsync($"{Mine}/recovery-codes", new { password = Desk.Password }, tokens.AccessToken);
        var fresh = await CodesAsync(renewed);
        using var old = await TrySignInAsync(code: codes[4]);
        await Refused.AssertAsync(old, HttpStatusCode.Unauthorized, "second-factor-wrong");
        _ = await SignInAsync(fresh[0]);
    }

    [Fact]
    public async Task Neither_the_secret_nor_a_recovery_code_is_kept_in_the_clear()
    {
        var codes = await TurnOnAsync();
        var kept = await Desk.Get<Database<IdentityModule>>().ReadAsync(
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
        var tokens = await SignInAsync();
        _ = await BeginAsync(tokens.AccessToken);
        _ = await ConfirmAsync(tokens.AccessToken);

        using var wrong = await Desk.PostAsync($"{Mine}/remove", new { password = "wrong-password" }, tokens.AccessToken);
        await Refused.AssertAsync(wrong, HttpStatusCode.BadRequest, "invalid-request", "password");
        using var removed = await Desk.PostAsync($"{Mine}/remove", new { password = Desk.Password }, tokens.AccessToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        _ = await SignInAsync();

        var guardName = DeskFixture.NewName();
        var guard = await Desk.PutUserAsync(guardName, Roles.Guardian);
        var guards = await Desk.SignInAsync(guardName);
        _ = await BeginAsync(guards.AccessToken);
        _ = await ConfirmAsync(guards.AccessToken);
        using var notAllowed = await Desk.DeleteAsync($"/api/identity/users/{guard}/second-factor", guards.AccessToken);
        await Refused.AssertAsync(notAllowed, HttpStatusCode.Forbidden, "forbidden");
        using var byAdministrator = await Desk.DeleteAsync($"/api/identity/users/{guard}/second-factor", tokens.AccessToken);
        Assert.Equal(HttpStatusCode.NoContent, byAdministrator.StatusCode);
        _ = await Desk.SignInAsync(guardName);
        Assert.Equal(
            ["identity.second-factor-added", "identity.second-factor-removed", "identity.second-factor-added", "identity.second-factor-removed"],
            (await Desk.SaidAsync()).Where(one => one.Content.Contains("second-factor-", StringComparison.Ordinal)
                    && (one.Content.Contains(_id.ToString(), StringComparison.Ordinal) || one.Content.Contains(guard.ToString(), StringComparison.Ordinal)))
                .Select(one => JsonDocument.Parse(one.Content).RootElement.GetProperty("action").GetString()));
    }

    private Task<Desk.Tokens> SignInAsync(string? code = null) => Desk.SignInAsync(_name, code: code);

    private Task<HttpResponseMessage> TrySignInAsync(string? code = null, string password = Desk.Password) => Desk.TrySignInAsync(_name, password, code);

    private async Task<IReadOnlyList<string>> TurnOnAsync()
    {
        var tokens = await SignInAsync();
        _ = await BeginAsync(tokens.AccessToken);
        return await ConfirmAsync(tokens.AccessToken);
    }

    private async Task<JsonElement> BeginAsync(string accessToken)
    {
        using var reply = await Desk.PostAsync(Mine, new { password = Desk.Password }, accessToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var begun = await reply.Content.ReadFromJsonAsync<JsonElement>(Ct);
        _secret = Base32(begun.GetProperty("secret").GetString()!);
        return begun;
    }

    private async Task<IReadOnlyList<string>> ConfirmAsync(string accessToken)
    {
        using var reply = await Desk.PostAsync($"{Mine}/confirm", new { code = NextCode() }, accessToken);
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
        Time.Advance(TimeSpan.FromSeconds(30));
        return Totp.Code(_secret, Totp.StepAt(Time.GetUtcNow()));
    }

    /// <summary>A code that is none of those that would be taken.</summary>
    private string Wrong()
    {
        var step = Totp.StepAt(Time.GetUtcNow());
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
