using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Tests.Modules;
using Vedette.Platform.Tests.Web;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class TokenTests(WritersHost writers) : IClassFixture<WritersHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_token_is_accepted()
    {
        using var response = await GetAsync("/api/writers/me", writers.Host.Tokens.Issue("member"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_the_answer_asks_for_one()
    {
        using var response = await GetAsync("/api/writers/me", null);
        await Answer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Fact]
    public Task An_expired_token_is_refused() =>
        RefusedAsync(writers.Host.Tokens.Issue(Somebody(), TimeSpan.FromSeconds(-31)), "expired");

    [Fact]
    public async Task A_token_just_expired_is_within_the_skew()
    {
        using var response = await GetAsync("/api/writers/me", writers.Host.Tokens.Issue(Somebody(), TimeSpan.FromSeconds(-10)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_of_a_foreign_key_is_refused()
    {
        using var stranger = TokenSigner.Create();
        await RefusedAsync(stranger.Issue(Somebody(), DateTimeOffset.UtcNow, TimeSpan.FromHours(1)), "unknown key");
    }

    [Fact]
    public async Task A_foreign_key_under_a_known_name_is_refused()
    {
        using var stranger = TokenSigner.Create();
        var known = Decode(writers.Host.Tokens.Issue("administrator").Split('.')[0]);
        await RefusedAsync(stranger.Sign(JsonElement.Parse(known), Claims()), "wrong signature");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task An_algorithm_that_is_not_the_keys_is_refused(string algorithm)
    {
        var parts = writers.Host.Tokens.Issue("administrator").Split('.');
        var header = Encode(Decode(parts[0]).Replace("ES256", algorithm, StringComparison.Ordinal));
        await RefusedAsync($"{header}.{parts[1]}.{parts[2]}", "algorithm not allowed");
        await RefusedAsync($"{header}.{parts[1]}.", "malformed");
    }

    [Fact]
    public async Task A_tampered_token_is_refused()
    {
        var parts = writers.Host.Tokens.Issue("member").Split('.');
        var claims = Encode(Decode(parts[1]).Replace("member", "administrator", StringComparison.Ordinal));
        await RefusedAsync($"{parts[0]}.{claims}.{parts[2]}", "wrong signature");
    }

    [Theory]
    [InlineData("iss", "somebody", "wrong issuer")]
    [InlineData("aud", "somebody", "wrong audience")]
    [InlineData("typ", "JWT", "not an access token")]
    [InlineData("typ", "id+jwt", "not an access token")]
    [InlineData("crit", "b64", "not an access token")]
    public async Task A_token_for_another_purpose_is_refused(string member, string value, string reason)
    {
        var parts = writers.Host.Tokens.Issue("administrator").Split('.');
        var header = JsonSerializer.Deserialize<Dictionary<string, object>>(Decode(parts[0]))!;
        var claims = Claims();
        (member is "typ" or "crit" ? header : claims)[member] = value;
        await RefusedAsync(writers.Host.Tokens.Sign(header, claims), reason);
    }

    [Fact]
    public async Task A_token_from_the_future_is_refused()
    {
        var claims = Claims();
        claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeSeconds();
        await RefusedAsync(SignedByUs(claims), "not valid yet");
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("iss")]
    [InlineData("aud")]
    public async Task A_token_that_lacks_a_claim_is_refused(string missing)
    {
        var claims = Claims();
        claims.Remove(missing);
        using var response = await GetAsync("/api/writers/me", SignedByUs(claims));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.e30.e30")]
    [InlineData("W10.W10.W10")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    public async Task Garbage_is_refused(string token)
    {
        using var response = await GetAsync("/api/writers/me", token);
        await Answer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public Task A_token_beyond_8_KB_is_not_even_read() => RefusedAsync(new string('a', 8193), "too long");

    [Fact]
    public async Task The_query_token_works_only_where_an_endpoint_says_so()
    {
        var token = writers.Host.Tokens.Issue(TestTokens.Guardian(Rights.Live));
        using var client = writers.Host.Anonymous();
        using var live = await client.GetAsync($"/api/writers/live?access_token={token}", Ct);
        Assert.Equal("live", await live.Content.ReadAsStringAsync(Ct));
        using var me = await client.GetAsync($"/api/writers/me?access_token={token}", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
    }

    [Theory]
    [InlineData(Roles.Administrator, Rights.None, true, true)]
    [InlineData(Roles.Guardian, Rights.None, false, false)]
    [InlineData(Roles.Guardian, Rights.Live | Rights.Export, true, false)]
    [InlineData(Roles.Owner, Rights.Live | Rights.Configure, true, true)]
    [InlineData(Roles.Service, Rights.Configure, false, true)]
    [InlineData(Roles.Member, Rights.Live | Rights.Configure, false, false)]
    [InlineData(Roles.System, Rights.Live | Rights.Configure, false, false)]
    [InlineData("Administrator", Rights.Live, false, false)]
    [InlineData("stranger", Rights.Live, false, false)]
    public async Task Rights_follow_role_and_grants(string role, Rights rights, bool live, bool configure)
    {
        var caller = new Caller(UserId.New(), "somebody", [role])
        {
            Given = rights == Rights.None ? [] : [new Grant(GrantScope.Room, Guid.NewGuid(), rights)],
        };
        var token = writers.Host.Tokens.Issue(caller);
        await ExpectAsync("/api/writers/live", token, live);
        await ExpectAsync("/api/writers/configure", token, configure);
    }

    private async Task ExpectAsync(string path, string token, bool allowed)
    {
        using var response = await GetAsync(path, token);
        if (allowed)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return;
        }

        await Answer.ProblemAsync(response, HttpStatusCode.Forbidden, "forbidden");
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
    }

    private async Task RefusedAsync(string token, string reason)
    {
        using var response = await GetAsync("/api/writers/me", token);
        var problem = await Answer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var client = writers.Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync(path, Ct);
    }

    private string SignedByUs(Dictionary<string, object> claims) =>
        writers.Host.Tokens.Sign(JsonElement.Parse(Decode(writers.Host.Tokens.Issue("administrator").Split('.')[0])), claims);

    private Dictionary<string, object> Claims() =>
        JsonSerializer.Deserialize<Dictionary<string, object>>(Decode(writers.Host.Tokens.Issue("administrator").Split('.')[1]))!;

    private static Caller Somebody() => new(UserId.New(), "somebody", [Roles.Administrator]);

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
