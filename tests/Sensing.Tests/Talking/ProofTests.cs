using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Talking;

/// <summary>Where secrets go, and where they never go.</summary>
public sealed class ProofTests : IDisposable
{
    private const string Secret = "sesame-42";

    private readonly Talk _talk = new();

    [Theory]
    [InlineData("{\"scheme\":\"basic\"}", "Authorization: Basic Z3VhcmQ6c2VzYW1lLTQy")]
    [InlineData("{\"scheme\":\"bearer\"}", "Authorization: Bearer sesame-42")]
    [InlineData("{\"scheme\":\"bearer\",\"in\":\"header\",\"name\":\"X-Auth\"}", "X-Auth: Bearer sesame-42")]
    [InlineData("{\"scheme\":\"apikey\",\"in\":\"header\",\"name\":\"X-Key\"}", "X-Key: sesame-42")]
    [InlineData("{\"scheme\":\"apikey\",\"name\":\"key\"}", "GET /level?key=sesame-42 ")]
    [InlineData("{\"scheme\":\"apikey\",\"in\":\"cookie\",\"name\":\"key\"}", "Cookie: key=sesame-42")]
    [InlineData("{\"scheme\":\"combo\",\"oneOf\":[\"psk\",\"token\"]}", "Authorization: Bearer sesame-42")]
    [InlineData("{\"scheme\":\"combo\",\"allOf\":[\"key\",\"name\"]}", "X-Key: sesame-42", "Authorization: Basic Z3VhcmQ6c2VzYW1lLTQy")]
    public async Task A_secret_goes_where_the_thing_wants_it(string scheme, params string[] expected)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("7"));
        var thing = Guarded(server, scheme);

        _ = await _talk.Client.ReadPropertyAsync(thing, "level", Secrets, CancellationToken.None);

        var head = Assert.Single(server.Heads);
        Assert.All(expected, line => Assert.Contains(line, head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_in_the_body_is_put_where_the_pointer_points()
    {
        var body = "";
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            body = await Talk.BodyAsync(request, cancellation);
            await request.WriteAsync(ScriptedServer.Ok("\"done\""), cancellation);
        });
        var description = Descriptions.Good();
        description["securityDefinitions"]!["guard"] = System.Text.Json.Nodes.JsonNode.Parse("{\"scheme\":\"apikey\",\"in\":\"body\",\"name\":\"/auth/key\"}");
        var thing = ThingDescription.Parse(Descriptions.Bytes(description), server.Url);

        _ = await _talk.Client.InvokeActionAsync(thing, "toggle", Talk.Json("{\"enable\":true}"), Secrets, CancellationToken.None);

        Assert.Equal("{\"enable\":true,\"auth\":{\"key\":\"sesame-42\"}}", body);
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-256")]
    public async Task A_digest_is_answered_and_the_password_does_not_travel(string algorithm)
    {
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            request.Head.Contains("Authorization: Digest", StringComparison.Ordinal)
                ? ScriptedServer.Ok("7")
                : $"HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm={algorithm}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", cancellation));

        var value = await _talk.Client.ReadPropertyAsync(Guarded(server, "{\"scheme\":\"digest\"}"), "level", Secrets, CancellationToken.None);

        Assert.Equal(7, value.GetInt32());
        Assert.Contains($"algorithm={algorithm}", server.Heads.Last(), StringComparison.Ordinal);
        Assert.All(server.Heads, head => Assert.DoesNotContain(Secret, head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_declares_a_digest_and_asks_for_the_password_in_the_clear_does_not_get_it()
    {
        await using var server = new ScriptedServer("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"r\"\r\nContent-Length: 0\r\n\r\n");

        var failure = await FailureAsync(Guarded(server, "{\"scheme\":\"digest\"}"));

        Assert.Equal(ThingFailure.Refused, failure.Failure);
        Assert.All(server.Heads, head => Assert.DoesNotContain("Authorization", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_not_sent_to_another_address_whatever_the_description_says()
    {
        await using var thief = new ScriptedServer(ScriptedServer.Ok("7"));
        await using var server = new ScriptedServer(ScriptedServer.Ok("7"));
        var thing = Guarded(server, "{\"scheme\":\"basic\"}", $"{thief.Url}level");

        var failure = await FailureAsync(thing);

        Assert.Equal(ThingFailure.NoWayIn, failure.Failure);
        Assert.Empty(thief.Heads);
    }

    [Fact]
    public async Task A_secret_does_not_follow_a_redirect_to_another_address()
    {
        await using var thief = new ScriptedServer(ScriptedServer.Ok("7"));
        await using var server = new ScriptedServer(ScriptedServer.Redirect($"{thief.Url}level"));

        _ = await _talk.Client.ReadPropertyAsync(Guarded(server, "{\"scheme\":\"apikey\",\"in\":\"header\",\"name\":\"X-Key\"}"), "level", Secrets, CancellationToken.None);

        Assert.DoesNotContain(Secret, Assert.Single(thief.Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"scheme\":\"psk\"}")]
    [InlineData("{\"scheme\":\"oauth2\",\"flow\":\"client\"}")]
    [InlineData("{\"scheme\":\"auto\"}")]
    [InlineData("{\"scheme\":\"apikey\",\"in\":\"uri\",\"name\":\"key\"}")]
    [InlineData("{\"scheme\":\"apikey\",\"in\":\"body\",\"name\":\"/key\"}")]
    [InlineData("{\"scheme\":\"apikey\",\"in\":\"header\",\"name\":\"Transfer-Encoding\"}")]
    public async Task What_cannot_be_proved_is_said_before_anything_is_sent(string scheme)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("7"));
        Assert.Equal(ThingFailure.NoWayIn, (await FailureAsync(Guarded(server, scheme))).Failure);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task No_secret_is_in_what_is_said_about_a_failure()
    {
        await using var server = new ScriptedServer("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        foreach (var scheme in (string[])["{\"scheme\":\"apikey\",\"name\":\"key\"}", "{\"scheme\":\"basic\"}", "{\"scheme\":\"apikey\",\"in\":\"header\",\"name\":\"Host\"}"])
        {
            Assert.DoesNotContain(Secret, (await FailureAsync(Guarded(server, scheme))).ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, Secrets.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _talk.Dispose();

    private static ThingSecrets Secrets { get; } = new("guard", Secret, Secret);

    private async Task<ThingException> FailureAsync(Thing thing) =>
        await Assert.ThrowsAsync<ThingException>(() => _talk.Client.ReadPropertyAsync(thing, "level", Secrets, CancellationToken.None));

    private static Thing Guarded(ScriptedServer server, string scheme, string href = "/level")
    {
        var description = Descriptions.Good();
        description["securityDefinitions"] = System.Text.Json.Nodes.JsonNode.Parse(
            $$$"""{"main":{{{scheme}}},"psk":{"scheme":"psk"},"token":{"scheme":"bearer"},"name":{"scheme":"basic"},"key":{"scheme":"apikey","in":"header","name":"X-Key"},"guard":{"scheme":"nosec"}}""");
        description["security"] = "main";
        description["properties"]!["level"]!["forms"]![0]!["href"] = href;
        return ThingDescription.Parse(Descriptions.Bytes(description), server.Url);
    }
}
