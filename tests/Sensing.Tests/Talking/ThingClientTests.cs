using System.Text.Json;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Talking;

/// <summary>Reading, writing and invoking by forms, and all the ways in which it fails.</summary>
public sealed class ThingClientTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Talk _talk = new();

    [Fact]
    [Trait("Req", "R-30")]
    public async Task A_description_is_found_at_the_usual_places()
    {
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            request.Target == "/.well-known/wot" ? ScriptedServer.Ok(Descriptions.Good().ToJsonString(), "application/td+json") : "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", cancellation));

        var thing = await _talk.Client.FetchDescriptionAsync($"127.0.0.1:{server.Port}", ThingSecrets.None, None);

        Assert.Equal(("Cellar", $"http://127.0.0.1:{server.Port}/.well-known/wot"), (thing.Title, thing.Source?.ToString()));
        Assert.Equal(["/device", "/.well-known/wot"], server.Heads.Select(head => head.Split(' ')[1]));
    }

    [Theory]
    [InlineData("<html>a page</html>", "text/html", "comes as text/html")]
    [InlineData("{}", "application/json", "\"@context\" is missing")]
    [Trait("Req", "R-31")]
    public async Task What_answers_and_is_no_thing_is_not_compliant(string body, string type, string expected)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok(body, type));
        var refusal = await Assert.ThrowsAsync<ThingFormatException>(() => _talk.Client.FetchDescriptionAsync($"127.0.0.1:{server.Port}", ThingSecrets.None, None));
        Assert.Contains(refusal.Errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_a_description_is_not_compliant_and_nobody_at_all_is_unreachable()
    {
        int port;
        await using (var server = new ScriptedServer("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))
        {
            port = server.Port;
            var refusal = await Assert.ThrowsAsync<ThingFormatException>(() => _talk.Client.FetchDescriptionAsync($"127.0.0.1:{port}", ThingSecrets.None, None));
            Assert.Contains("/device or", refusal.Message, StringComparison.Ordinal);
        }

        var failure = await Assert.ThrowsAsync<ThingException>(() => _talk.Client.FetchDescriptionAsync($"127.0.0.1:{port}", ThingSecrets.None, None));
        Assert.Equal(ThingFailure.Unreachable, failure.Failure);
        Assert.Equal(ThingFailure.Unreachable, (await Assert.ThrowsAsync<ThingException>(() => _talk.Client.FetchDescriptionAsync("no address", ThingSecrets.None, None))).Failure);
    }

    [Fact]
    public async Task A_description_behind_a_password_is_had_with_it_and_refused_without()
    {
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            request.Head.Contains("Authorization: Basic Z3VhcmQ6aG9yc2U=", StringComparison.Ordinal)
                ? ScriptedServer.Ok(Descriptions.Good().ToJsonString())
                : "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", cancellation));

        var thing = await _talk.Client.FetchDescriptionAsync($"{server.Url}td", new ThingSecrets("guard", "horse"), None);
        var failure = await Assert.ThrowsAsync<ThingException>(() => _talk.Client.FetchDescriptionAsync($"{server.Url}td", ThingSecrets.None, None));

        Assert.Equal(("Cellar", ThingFailure.Refused), (thing.Title, failure.Failure));
    }

    [Fact]
    [Trait("Req", "R-42")]
    public async Task A_property_is_read_and_written_by_what_its_form_says()
    {
        var written = "";
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            written = await Talk.BodyAsync(request, cancellation);
            await request.WriteAsync(request.Method == "GET" ? ScriptedServer.Ok("7") : "HTTP/1.1 204 Done\r\n\r\n", cancellation);
        });
        var thing = Talk.ThingAt(server, "properties/level/forms/0/htv:headers", "[{\"htv:fieldName\":\"X-Lamp\",\"htv:fieldValue\":\"on\"},{\"htv:fieldName\":\"Host\",\"htv:fieldValue\":\"evil\"}]");

        var value = await _talk.Client.ReadPropertyAsync(thing, "level", ThingSecrets.None, None, new Dictionary<string, JsonElement> { ["lamp"] = Talk.Json("\"left one\"") });
        await _talk.Client.WritePropertyAsync(thing, "level", Talk.Json("3"), ThingSecrets.None, None);

        Assert.Equal((7, "3"), (value.GetInt32(), written));
        var heads = server.Heads.ToArray();
        Assert.StartsWith("GET /level?lamp=left%20one HTTP/1.1", heads[0], StringComparison.Ordinal);
        Assert.Contains("X-Lamp: on\r\n", heads[0], StringComparison.Ordinal);
        Assert.DoesNotContain("evil", heads[0], StringComparison.Ordinal);
        Assert.StartsWith("PUT /level HTTP/1.1", heads[1], StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", heads[1], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "R-38")]
    public async Task An_action_is_invoked_by_the_method_its_form_names()
    {
        var told = "";
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            told = await Talk.BodyAsync(request, cancellation);
            await request.WriteAsync(ScriptedServer.Ok("\"enabled\""), cancellation);
        });

        var output = await _talk.Client.InvokeActionAsync(Talk.ThingAt(server), "toggle", Talk.Json("{\"enable\":true}"), new ThingSecrets("guard", "horse"), None);

        Assert.Equal(("enabled", "{\"enable\":true}"), (output?.GetString(), told));
        Assert.StartsWith("PUT /toggle HTTP/1.1", Assert.Single(server.Heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_thing_does_not_declare_to_take_is_not_sent()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("1"));
        var thing = Talk.ThingAt(server);

        await AssertFailsAsync(ThingFailure.InputNotAllowed, () => _talk.Client.WritePropertyAsync(thing, "level", Talk.Json("11"), ThingSecrets.None, None));
        await AssertFailsAsync(ThingFailure.InputNotAllowed, () => _talk.Client.InvokeActionAsync(thing, "toggle", null, new ThingSecrets("a", "b"), None));
        await AssertFailsAsync(ThingFailure.InputNotAllowed, () => _talk.Client.InvokeActionAsync(thing, "toggle", Talk.Json("{\"enable\":true,\"more\":1}"), new ThingSecrets("a", "b"), None));
        await AssertFailsAsync(ThingFailure.InputNotAllowed, () => _talk.Client.ReadPropertyAsync(thing, "level", ThingSecrets.None, None, new Dictionary<string, JsonElement> { ["lump"] = Talk.Json("1") }));
        await AssertFailsAsync(ThingFailure.NoForm, () => _talk.Client.WritePropertyAsync(thing, "status", Talk.Json("{}"), ThingSecrets.None, None));
        await AssertFailsAsync(ThingFailure.NoSuchAffordance, () => _talk.Client.ReadPropertyAsync(thing, "colour", ThingSecrets.None, None));
        Assert.Empty(server.Heads);
    }

    [Theory]
    [InlineData("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", nameof(ThingFailure.Refused))]
    [InlineData("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", nameof(ThingFailure.Refused))]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", nameof(ThingFailure.Failed))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", nameof(ThingFailure.OutputNotAsDeclared))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n7", nameof(ThingFailure.OutputNotAsDeclared))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{]", nameof(ThingFailure.OutputNotAsDeclared))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n77", nameof(ThingFailure.OutputNotAsDeclared))]
    [InlineData("nothing like HTTP\r\n\r\n", nameof(ThingFailure.Failed))]
    [InlineData("", nameof(ThingFailure.Unreachable))]
    public async Task Each_way_to_fail_has_its_own_name(string answer, string expected)
    {
        await using var server = new ScriptedServer(answer);
        await AssertFailsAsync(Enum.Parse<ThingFailure>(expected), () => _talk.Client.ReadPropertyAsync(Talk.ThingAt(server), "level", ThingSecrets.None, None));
    }

    [Fact]
    public async Task A_number_may_come_as_plain_text_where_that_is_declared()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok(" 7\n", "text/plain; charset=utf-8"));
        var thing = Talk.ThingAt(server, "properties/level/forms/0/contentType", "\"text/plain\"");
        Assert.Equal(7, (await _talk.Client.ReadPropertyAsync(thing, "level", ThingSecrets.None, None)).GetInt32());
    }

    [Fact]
    public async Task Of_several_forms_the_one_that_is_spoken_and_at_the_things_own_address_is_taken()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("7"));
        var thing = Talk.ThingAt(server, "properties/level/forms", """
            [{"href":"coap://192.0.2.1/level"},{"href":"/cbor","contentType":"application/cbor"},{"href":"http://192.0.2.1/level"},{"href":"/level"}]
            """);

        Assert.Equal(7, (await _talk.Client.ReadPropertyAsync(thing, "level", ThingSecrets.None, None)).GetInt32());
        Assert.StartsWith("GET /level ", Assert.Single(server.Heads), StringComparison.Ordinal);
        await AssertFailsAsync(
            ThingFailure.NoForm,
            () => _talk.Client.ReadPropertyAsync(Talk.ThingAt(server, "properties/level/forms", "[{\"href\":\"coap://192.0.2.1/level\"}]"), "level", ThingSecrets.None, None));
    }

    public void Dispose() => _talk.Dispose();

    private static async Task AssertFailsAsync(ThingFailure expected, Func<Task> ask) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<ThingException>(ask)).Failure);
}
