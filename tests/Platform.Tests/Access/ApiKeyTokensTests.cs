using System.Net;
using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class ApiKeyTokensTests
{
    private static readonly string Good = ApiKey.Prefix + new string('g', 43);

    private readonly ManualTime _time = new();

    private readonly Exchange _exchange;

    private readonly ApiKeyTokens _tokens;

    public ApiKeyTokensTests()
    {
        _exchange = new Exchange(_time);
        _tokens = new ApiKeyTokens([_exchange], _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_exchanged_once_until_shortly_before_its_token_dies()
    {
        Assert.Equal("token 1", await _tokens.TokenAsync(Good, null, Ct));
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("token 1", await _tokens.TokenAsync(Good, null, Ct));
        _time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal("token 2", await _tokens.TokenAsync(Good, null, Ct));
    }

    [Fact]
    public async Task A_refused_key_is_not_asked_about_again_for_a_moment()
    {
        var bad = ApiKey.Prefix + new string('b', 43);

        Assert.Null(await _tokens.TokenAsync(bad, null, Ct));
        Assert.Null(await _tokens.TokenAsync(bad, null, Ct));
        Assert.Equal(1, _exchange.Asked);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await _tokens.TokenAsync(bad, null, Ct));
        Assert.Equal(2, _exchange.Asked);
    }

    [Fact]
    public async Task What_cannot_be_a_key_is_not_asked_about()
    {
        Assert.Null(await _tokens.TokenAsync(ApiKey.Prefix, null, Ct));
        Assert.Null(await _tokens.TokenAsync(ApiKey.Prefix + new string('x', 100_000), null, Ct));
        Assert.Equal(0, _exchange.Asked);
    }

    [Fact]
    public async Task Whatever_strangers_send_memory_is_bounded_and_good_keys_stay()
    {
        Assert.Equal("token 1", await _tokens.TokenAsync(Good, null, Ct));
        for (var number = 0; number < 2 * ApiKeyTokens.MostRemembered; number++)
        {
            Assert.Null(await _tokens.TokenAsync($"{ApiKey.Prefix}{number:D43}", null, Ct));
        }

        Assert.InRange(_tokens.Count, 2, ApiKeyTokens.MostRemembered);
        Assert.Equal("token 1", await _tokens.TokenAsync(Good, null, Ct));
    }

    [Fact]
    public async Task Without_anybody_to_ask_no_key_is_good() => Assert.Null(await new ApiKeyTokens([], _time).TokenAsync(Good, null, Ct));

    private sealed class Exchange(TimeProvider time) : IApiKeyExchange
    {
        private int _given;

        public int Asked { get; private set; }

        public ValueTask<ApiKeyToken?> ExchangeAsync(string key, IPAddress? address, CancellationToken ct)
        {
            Asked++;
            return ValueTask.FromResult(key == Good ? new ApiKeyToken($"token {++_given}", time.GetUtcNow().AddMinutes(15)) : null);
        }
    }
}
