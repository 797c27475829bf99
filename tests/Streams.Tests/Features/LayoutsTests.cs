using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Features;

public sealed class LayoutsTests
{
    private const string Path = "/api/streams/layouts";
    private static readonly string Camera = CameraId.New().ToString();

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_layout_is_made_read_changed_and_thrown_away(Dialect dialect)
    {
        await using var streams = await StreamsHost.StartAsync(dialect);
        using var made = await streams.Http.PostAsJsonAsync(Path, new { name = " Night ", columns = 4, tiles = new[] { Tile(0, 0, 2, 2), Tile(2, 0, 1, 1) } });
        var layout = await made.Content.ReadFromJsonAsync<JsonElement>();
        var place = $"{Path}/{layout.GetProperty("id").GetString()}";

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(place, made.Headers.Location!.ToString());
        using var read = await streams.Http.GetAsync(place);
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        Assert.Equal(layout.GetRawText(), await read.Content.ReadAsStringAsync());
        Assert.Equal("Night", layout.GetProperty("name").GetString());
        Assert.Equal(Camera, layout.GetProperty("tiles")[1].GetProperty("cameraId").GetString());
        Assert.Equal(2, layout.GetProperty("tiles")[1].GetProperty("x").GetInt32());
        Assert.False(layout.GetProperty("shared").GetBoolean());

        using var put = await PutAsync(streams.Http, place, new { name = "Day", columns = 12, tiles = Array.Empty<object>(), shared = true }, "\"1\"");
        using var stale = await PutAsync(streams.Http, place, new { name = "Dusk", columns = 1, tiles = Array.Empty<object>() }, "\"1\"");
        Assert.Equal("\"2\"", put.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.Conflict, "stale"), await RefusalAsync(stale));
        var list = await streams.Http.GetFromJsonAsync<JsonElement>(Path);
        Assert.Equal("Day", list.GetProperty("items").EnumerateArray().Single().GetProperty("name").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await streams.Http.DeleteAsync(place)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await streams.Http.GetAsync(place)).StatusCode);
    }

    [Fact]
    public async Task Own_layouts_are_nobody_elses_and_shared_ones_are_changed_by_owner_and_administrator_only()
    {
        await using var streams = await StreamsHost.StartAsync();
        using var one = streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        using var other = streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        var own = await AddAsync(one, "Own", isShared: false);
        var shared = await AddAsync(one, "Shared", isShared: true);
        var body = new { name = "Mine now", columns = 2, tiles = Array.Empty<object>(), shared = true };

        Assert.Equal(["Own", "Shared"], await NamesAsync(one));
        Assert.Equal(["Shared"], await NamesAsync(other));
        Assert.Equal(["Shared"], await NamesAsync(streams.Http));
        foreach (var stranger in (HttpClient[])[other, streams.Http])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(own)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(stranger, own, body)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync(own)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(shared)).StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await RefusalAsync(await PutAsync(other, shared, body)));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.DeleteAsync(shared)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(streams.Http, shared, body)).StatusCode);
        var owner = (await one.GetFromJsonAsync<JsonElement>(shared)).GetProperty("owner").GetString();
        Assert.Equal((await one.GetFromJsonAsync<JsonElement>(own)).GetProperty("owner").GetString(), owner);
        Assert.Equal(HttpStatusCode.NoContent, (await one.DeleteAsync(shared)).StatusCode);
    }

    [Fact]
    public async Task Layouts_need_the_right_to_watch()
    {
        await using var streams = await StreamsHost.StartAsync();
        using var member = streams.Host.Client(new Caller(UserId.New(), "member", [Roles.Member]));
        using var nobody = streams.Host.Anonymous();

        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsJsonAsync(Path, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Path)).StatusCode);
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"a","columns":0,"tiles":[]}""", "columns")]
    [InlineData("""{"name":"a","columns":13,"tiles":[]}""", "columns")]
    [InlineData("""{"name":"a","columns":"four","tiles":[]}""", "columns")]
    [InlineData("""{"name":"   ","columns":4,"tiles":[]}""", "name")]
    [InlineData("""{"name":"a\u0007","columns":4,"tiles":[]}""", "name")]
    [InlineData("""{"name":"a","columns":4}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"{c}","x":-1,"y":0,"w":1,"h":1}]}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"{c}","x":3,"y":0,"w":2,"h":1}]}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"{c}","x":0,"y":0,"w":0,"h":1}]}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"{c}","x":0,"y":2147483647,"w":1,"h":2147483647}]}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"{c}","x":0,"y":0,"w":2147483647,"h":1}]}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"{c}","x":0,"y":0,"w":2,"h":2},{"cameraId":"{c}","x":1,"y":1,"w":2,"h":2}]}""", "tiles")]
    [InlineData("""{"name":"a","columns":4,"tiles":[{"cameraId":"../x","x":0,"y":0,"w":1,"h":1}]}""", "tiles[0].cameraId")]
    public async Task A_wrong_field_is_named_and_nothing_is_kept(string json, string field)
    {
        await using var streams = await StreamsHost.StartAsync();
        using var body = new StringContent(json.Replace("{c}", Camera, StringComparison.Ordinal), Encoding.UTF8, "application/json");

        using var reply = await streams.Http.PostAsync(Path, body);

        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        Assert.Empty(await NamesAsync(streams.Http));
    }

    [Fact]
    public async Task Tiles_and_layouts_are_bounded()
    {
        await using var streams = await StreamsHost.StartAsync();
        var tiles = Enumerable.Range(0, 101).Select(number => Tile(number % 12, number / 12, 1, 1)).ToArray();

        Assert.Equal(HttpStatusCode.BadRequest, (await streams.Http.PostAsJsonAsync(Path, new { name = "a", columns = 12, tiles })).StatusCode);
        for (var number = 0; number < 100; number++)
        {
            _ = await AddAsync(streams.Http, "a", isShared: false);
        }

        using var more = await streams.Http.PostAsJsonAsync(Path, new { name = "a", columns = 12, tiles = Array.Empty<object>() });
        Assert.Equal((HttpStatusCode.Conflict, "too-many-layouts"), await RefusalAsync(more));
    }

    private static object Tile(int x, int y, int w, int h) => new { cameraId = Camera, x, y, w, h };

    private static async Task<string> AddAsync(HttpClient http, string name, bool isShared)
    {
        using var reply = await http.PostAsJsonAsync(Path, new { name, columns = 2, tiles = Array.Empty<object>(), shared = isShared });
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return reply.Headers.Location!.ToString();
    }

    private static async Task<List<string>> NamesAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement>(Path)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    private static async Task<HttpResponseMessage> PutAsync(HttpClient http, string path, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", ifMatch);
        }

        return await http.SendAsync(request);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> RefusalAsync(HttpResponseMessage reply) =>
        (reply.StatusCode, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
}
