using System.Text.Json.Nodes;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Tokens that bear the right signature and are still not to be accepted.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Tokens_rightly_signed_but_expired_not_yet_valid_or_meant_for_others_open_nothing()
    {
        await using var keys = await KeyPublisher.StartAsync();
        await using var vedette = await VedetteProcess.StartAsync(
            Workplace.Temporary("tokens"), ["--modules", "streams,recording", "--jwks-url", keys.Url]);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        Assert.Equal(200, await StatusAsync(vedette, keys.Sign()));
        foreach (var (name, token) in new (string, string)[]
        {
            ("expired", keys.Sign(claims => claims["exp"] = now - 60)),
            ("expired long ago", keys.Sign(claims => claims["exp"] = 0)),
            ("without an end", keys.Sign(claims => claims.Remove("exp"))),
            ("end as text", keys.Sign(claims => claims["exp"] = "tomorrow")),
            ("not yet valid", keys.Sign(claims => claims["nbf"] = now + 600)),
            ("of another issuer", keys.Sign(claims => claims["iss"] = "somebody")),
            ("without an issuer", keys.Sign(claims => claims.Remove("iss"))),
            ("for another audience", keys.Sign(claims => claims["aud"] = "somebody")),
            ("for no audience", keys.Sign(claims => claims["aud"] = new JsonArray())),
            ("of nobody", keys.Sign(claims => claims.Remove("sub"))),
            ("of another kind", keys.Sign(changeHeader: header => header["typ"] = "JWT")),
            ("with an extension that must be understood", keys.Sign(changeHeader: header => header["crit"] = new JsonArray("exp"))),
            ("naming another algorithm", keys.Sign(changeHeader: header => header["alg"] = "HS256")),
        })
        {
            var status = await StatusAsync(vedette, token);
            Assert.True(status == 401, $"A token {name} got {status}.");
        }
    }

    private static async Task<int> StatusAsync(VedetteProcess vedette, string token) =>
        (await RawRequest.SendAsync(vedette, HttpMethod.Get, "/api/recording/cameras", token)).Status;
}
