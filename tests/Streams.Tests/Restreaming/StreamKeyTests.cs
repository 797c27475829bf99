using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Media.Rtsp;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

public sealed class StreamKeyTests
{
    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_key_is_made_listed_without_its_secret_and_deleted(Dialect dialect)
    {
        await using var streams = await StreamsHost.StartAsync(dialect);
        var camera = await streams.AddAsync(new Uri("rtsp://127.0.0.1:1/x"));

        using var reply = await streams.Http.PostAsJsonAsync("/api/streams/keys", new { name = " Old recorder ", cameraIds = new[] { camera } });

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        var made = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(24, made.GetProperty("secret").GetString()!.Length);
        Assert.EndsWith("/yard", made.GetProperty("url").GetString(), StringComparison.Ordinal);
        var text = await streams.Http.GetStringAsync("/api/streams/keys");
        Assert.DoesNotContain(made.GetProperty("secret").GetString()!, text, StringComparison.Ordinal);
        var listed = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("Old recorder", listed.GetProperty("name").GetString());
        Assert.StartsWith("old-recorder-", listed.GetProperty("username").GetString(), StringComparison.Ordinal);
        Assert.Equal(camera.ToString(), Assert.Single(listed.GetProperty("cameraIds").EnumerateArray()).GetString());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("lastUsedAt").ValueKind);
        Assert.Equal(HttpStatusCode.NoContent, (await streams.Http.DeleteAsync($"/api/streams/keys/{made.GetProperty("id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await streams.Http.DeleteAsync($"/api/streams/keys/{made.GetProperty("id")}")).StatusCode);
    }

    [Fact]
    public async Task Keys_belong_to_who_made_them_and_an_administrator_sees_all()
    {
        await using var streams = await StreamsHost.StartAsync();
        using var guardian = streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        using var other = streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        using var member = streams.Host.Client(new Caller(UserId.New(), "member", [Roles.Member]));
        using var reply = await guardian.PostAsJsonAsync("/api/streams/keys", new { name = "Phone" });
        var id = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id");

        Assert.Equal((1, 0, 1), (await CountAsync(guardian), await CountAsync(other), await CountAsync(streams.Http)));
        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync($"/api/streams/keys/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync("/api/streams/keys")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await streams.Http.DeleteAsync($"/api/streams/keys/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"   "}""")]
    [InlineData("""{"name":"a\u0000b"}""")]
    [InlineData("""{"name":"x","cameraIds":[]}""")]
    [InlineData("""{"name":"x","cameraIds":["0198c0de-0000-7000-8000-000000000000"]}""")]
    [InlineData("""{"name":"x","cameraIds":["nonsense"]}""")]
    [InlineData("""{"cameraIds":null}""")]
    public async Task A_key_that_makes_no_sense_is_refused(string body)
    {
        await using var streams = await StreamsHost.StartAsync();

        using var reply = await streams.Http.PostAsync("/api/streams/keys", new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task A_client_without_a_key_is_challenged_and_with_a_wrong_one_refused()
    {
        await using var rig = await RestreamRig.StartAsync();
        var (_, username, secret) = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);

        var challenge = await client.AskAsync("DESCRIBE", rig.Url.ToString());

        Assert.Equal(401, challenge.Status);
        Assert.Equal(3, challenge.Headers.All("WWW-Authenticate").Count());
        Assert.Equal(401, (await AskAsync(client, rig.Url, username, "wrong")).Status);
        Assert.Equal(401, (await AskAsync(client, rig.Url, "nobody", secret)).Status);
        Assert.Equal(401, (await AskAsync(client, new Uri(rig.Url, "/unknown"), "nobody", secret)).Status);
        Assert.Equal(200, (await AskAsync(client, rig.Url, username, secret)).Status);
        using var reply = await rig.Streams.Http.GetAsync("/api/streams/keys");
        var key = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
        Assert.InRange(key.GetProperty("lastUsedAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public async Task A_key_is_good_for_its_cameras_alone()
    {
        await using var rig = await RestreamRig.StartAsync();
        var another = await rig.Streams.AddAsync(new Uri("rtsp://127.0.0.1:1/x"));
        var (_, username, secret) = await rig.KeyAsync(another);
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);

        Assert.Equal(404, (await AskAsync(client, new Uri(rig.Url, $"/{rig.Camera}"), username, secret)).Status);
        Assert.Equal(404, (await AskAsync(client, new Uri(rig.Url, "/nothing"), username, secret)).Status);
        Assert.Equal(503, (await AskAsync(client, new Uri(rig.Url, $"/{another}"), username, secret)).Status);
    }

    [Fact]
    public async Task A_key_that_is_deleted_ends_what_plays_with_it_and_nothing_else()
    {
        await using var rig = await RestreamRig.StartAsync();
        var (id, username, secret) = await rig.KeyAsync();
        var kept = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        using var other = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await RestreamTests.PlayAsync(client, rig.Url.ToString(), RawClient.Basic(username, secret));
        await RestreamTests.PlayAsync(other, rig.Url.ToString(), RawClient.Basic(kept.Username, kept.Secret));

        using var gone = await rig.Streams.Http.DeleteAsync($"/api/streams/keys/{id}");

        Assert.True(await client.IsClosedAsync());
        Assert.NotEqual(default, await RestreamTests.NextPacketAsync(other));
        using var again = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        Assert.Equal(401, (await AskAsync(again, rig.Url, username, secret)).Status);
    }

    [Fact]
    public async Task An_access_token_serves_as_well_where_it_carries_the_right()
    {
        await using var rig = await RestreamRig.StartAsync();
        var port = rig.Server.Port!.Value;
        var token = rig.Streams.Host.Tokens.Issue(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        using var byUrl = await RawClient.ConnectAsync(port);
        using var byPassword = await RawClient.ConnectAsync(port);
        using var powerless = await RawClient.ConnectAsync(port);
        using var forged = await RawClient.ConnectAsync(port);

        var described = await byUrl.AskAsync("DESCRIBE", $"{rig.Url}?access_token={token}");

        Assert.Equal(200, described.Status);
        Assert.DoesNotContain(token, described.Headers["Content-Base"], StringComparison.Ordinal);
        Assert.Equal(200, (await AskAsync(byPassword, rig.Url, "token", token)).Status);
        Assert.Equal(401, (await powerless.AskAsync("DESCRIBE", $"{rig.Url}?access_token={rig.Streams.Host.Tokens.Issue(Roles.Member)}")).Status);
        Assert.Equal(401, (await forged.AskAsync("DESCRIBE", $"{rig.Url}?access_token={token[..^4]}AAAA")).Status);
    }

    private static Task<RtspMessage> AskAsync(RawClient client, Uri url, string username, string secret) =>
        client.AskAsync("DESCRIBE", url.ToString(), ("Authorization", RawClient.Basic(username, secret)));

    private static async Task<int> CountAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonElement>("/api/streams/keys")).GetProperty("items").GetArrayLength();
}
