using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

/// <summary>A token is checked once; whether it still counts is asked each time.</summary>
public sealed class TokenVerifierTests : IDisposable
{
    private static readonly Caller Somebody = new(UserId.New(), "somebody", [Roles.Guardian])
    {
        Version = 3,
        SignIn = Guid.CreateVersion7(),
        Given = [new Grant(GrantScope.Everywhere, null, Rights.Live)],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TokenSigner _signer = TokenSigner.Create();
    private readonly Keys _keys = new();
    private readonly AccessNews _news;
    private readonly TokenVerifier _verifier;
    private readonly string _token;

    public TokenVerifierTests()
    {
        _news = new AccessNews(Path.Combine(_folder.Path, "access-news.json"), _time, NullLogger<AccessNews>.Instance);
        _verifier = new TokenVerifier([_keys], new ApiKeyTokens([], _time), _news, _time);
        _keys.Known = TokenKey.From(_signer.PublicKey);
        _token = _signer.Issue(Somebody, _time.GetUtcNow(), TimeSpan.FromMinutes(15), Somebody.SignIn);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _news.Dispose();
        _signer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_known_token_says_what_it_said_and_costs_little()
    {
        var first = await _verifier.VerifyAsync(_token, Ct);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = await _verifier.VerifyAsync(_token, Ct);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Null(first.Refusal);
        Assert.Equal((first.Expires, first.Caller!.UserId, first.Caller.SignIn), (again.Expires, again.Caller!.UserId, again.Caller.SignIn));
        Assert.True(again.Caller.May(Right.Live));
        // Reading the token anew takes some 8 000.
        Assert.InRange(allocated, 0, 2_000);
    }

    [Fact]
    public async Task A_known_token_is_refused_as_soon_as_its_sign_in_ends()
    {
        await AcceptedAsync();
        _news.HearEnded(Somebody.SignIn!.Value, _time.GetUtcNow());
        Assert.Equal("the sign-in has ended", (await _verifier.VerifyAsync(_token, Ct)).Refusal);
    }

    [Fact]
    public async Task A_known_token_says_no_more_than_what_was_heard_since()
    {
        await AcceptedAsync();
        _news.Hear(new UserAccess(Somebody.UserId, 4, true, Somebody.Name, Somebody.Roles, [], _time.GetUtcNow()));
        Assert.False((await _verifier.VerifyAsync(_token, Ct)).Caller!.May(Right.Live));
    }

    [Fact]
    public async Task A_known_token_is_refused_when_its_time_is_over()
    {
        await AcceptedAsync();
        _time.Advance(TimeSpan.FromMinutes(15));
        await AcceptedAsync();
        _time.Advance(TokenVerifier.Skew);
        Assert.Equal("expired", (await _verifier.VerifyAsync(_token, Ct)).Refusal);
    }

    [Fact]
    public async Task A_known_token_is_refused_when_its_key_is_withdrawn_or_is_another_under_the_same_name()
    {
        await AcceptedAsync();
        using var stranger = TokenSigner.Create();
        _keys.Known = TokenKey.From(stranger.PublicKey with { Kid = _signer.KeyId });
        Assert.Equal("wrong signature", (await _verifier.VerifyAsync(_token, Ct)).Refusal);
        _keys.Known = null;
        Assert.Equal("unknown key", (await _verifier.VerifyAsync(_token, Ct)).Refusal);
    }

    [Fact]
    public async Task Half_of_a_known_token_is_no_token()
    {
        await AcceptedAsync();
        Assert.NotNull((await _verifier.VerifyAsync(_token[..^1] + (_token[^1] == 'A' ? 'Q' : 'A'), Ct)).Refusal);
        Assert.NotNull((await _verifier.VerifyAsync(_token[.._token.LastIndexOf('.')], Ct)).Refusal);
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var (tokens, now) = (new VerifiedTokens(), _time.GetUtcNow());
        for (var at = 0; at < VerifiedTokens.MostRemembered * 2; at++)
        {
            tokens.Keep(VerifiedTokens.HashOf($"{at}"), new VerifiedToken(Somebody, _keys.Known!, null, now.AddMinutes(1)), now);
            Assert.InRange(tokens.Count, 1, VerifiedTokens.MostRemembered);
        }
    }

    private async Task AcceptedAsync() => Assert.Null((await _verifier.VerifyAsync(_token, Ct)).Refusal);

    private sealed class Keys : ITokenKeySource
    {
        public TokenKey? Known { get; set; }

        public ValueTask<TokenKey?> FindAsync(string keyId, CancellationToken ct) => ValueTask.FromResult(Known?.Id == keyId ? Known : null);
    }
}
