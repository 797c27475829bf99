using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Tests.Features;

/// <summary>Floor plans over the wire.</summary>
public sealed class PlansTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private Guid _property;
    private Guid _hall;
    private Guid _camera;
    private Guid _vaultCamera;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Site Site => shared.Site;

    public async ValueTask InitializeAsync()
    {
        _property = await Site.AddPropertyAsync();
        _hall = await Site.AddRoomAsync(_property);
        _camera = await Site.AddCameraAsync(_hall);
        _vaultCamera = await Site.AddCameraAsync(await Site.AddRoomAsync(_property, "Vault"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_picture_comes_back_as_it_was_with_its_own_type_and_is_asked_for_once()
    {
        var plan = await AddAsync(Site.Http, Pictures.Jpeg(40, 30), "image/png");
        var path = $"/api/inventory/plans/{plan}/picture";

        using var reply = await Site.Http.GetAsync(path, Ct);
        Assert.Equal(Pictures.Jpeg(40, 30), await reply.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("image/jpeg", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(reply.Headers.CacheControl is { Private: true, NoCache: true });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(reply.Headers.ETag!);
        using var again = await Site.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var anonymous = Site.Host.Anonymous();
        using var byQuery = await anonymous.GetAsync($"{path}?access_token={Site.Host.Tokens.Issue(Roles.Administrator)}", Ct);
        Assert.Equal(HttpStatusCode.OK, byQuery.StatusCode);
    }

    [Fact]
    public async Task Devices_are_placed_on_it_and_each_reader_sees_the_own()
    {
        var plan = await AddAsync(Site.Http, Pictures.Png(40, 30));
        using var placed = await Site.Http.PutAsJsonAsync(
            $"/api/inventory/plans/{plan}/placements",
            new { items = new object[] { new { deviceId = _camera, x = 0.5, y = 0 }, new { deviceId = _vaultCamera, x = 1, y = 0.25 } } },
            Ct);
        Assert.Equal(HttpStatusCode.OK, placed.StatusCode);
        using var renamed = await Site.Http.PatchAsJsonAsync($"/api/inventory/plans/{plan}", new { name = "Ground" }, Ct);
        using var guardian = Site.Guardian(new Grant(GrantScope.Room, _hall, Rights.Live | Rights.Configure));

        var path = $"/api/inventory/properties/{_property}/plans";
        var all = (await Site.ReadAsync(path)).GetProperty("items")[0];
        var mine = (await guardian.GetFromJsonAsync<JsonElement>(path, Ct)).GetProperty("items")[0];

        Assert.Equal(("Ground", 40, 30), (all.GetProperty("name").GetString(), all.GetProperty("width").GetInt32(), all.GetProperty("height").GetInt32()));
        Assert.Equal(2, all.GetProperty("placements").GetArrayLength());
        Assert.Equal($$"""[{"deviceId":"{{_camera}}","x":0.5,"y":0}]""", mine.GetProperty("placements").GetRawText());
        using var picture = await guardian.GetAsync($"/api/inventory/plans/{plan}/picture", Ct);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        using var change = await guardian.PatchAsJsonAsync($"/api/inventory/plans/{plan}", new { name = "x" }, Ct);
        await Refused.AssertAsync(change, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Who_may_configure_the_property_changes_its_plans_and_a_stranger_finds_none()
    {
        using var keeper = Site.Guardian(new Grant(GrantScope.Property, _property, Rights.Configure));
        using var stranger = Site.Guardian(new Grant(GrantScope.Room, Guid.CreateVersion7(), Rights.Configure));
        var plan = await AddAsync(keeper, Pictures.Png(40, 30));

        foreach (var (method, path, body) in ((HttpMethod, string, HttpContent?)[])
            [
                (HttpMethod.Get, $"plans/{plan}/picture", null),
                (HttpMethod.Get, $"properties/{_property}/plans", null),
                (HttpMethod.Post, $"properties/{_property}/plans?name=x", Content(Pictures.Png(1, 1))),
                (HttpMethod.Patch, $"plans/{plan}", JsonContent.Create(new { name = "x" })),
                (HttpMethod.Put, $"plans/{plan}/placements", JsonContent.Create(new { items = Array.Empty<object>() })),
                (HttpMethod.Delete, $"plans/{plan}", null),
            ])
        {
            using var request = new HttpRequestMessage(method, $"/api/inventory/{path}") { Content = body };
            using var reply = await stranger.SendAsync(request, Ct);
            await Refused.AssertAsync(reply, HttpStatusCode.NotFound, "not-found");
        }

        using var removed = await keeper.DeleteAsync($"/api/inventory/plans/{plan}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await keeper.DeleteAsync($"/api/inventory/plans/{plan}", Ct);
        await Refused.AssertAsync(gone, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_or_nameless_is_refused()
    {
        var path = $"/api/inventory/properties/{_property}/plans";
        using var nameless = await Site.Http.PostAsync(path, Content(Pictures.Png(4, 3)), Ct);
        using var text = await Site.Http.PostAsync(path + "?name=x", Content("<svg/>"u8.ToArray()), Ct);
        using var page = await Site.Http.PostAsync(path + "?name=x", Content(Pictures.Png(4, 3), "text/html"), Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, path + "?name=x") { Content = Content(new byte[Picture.MaxBytes + 1]) };
        request.Headers.ExpectContinue = true;
        using var large = await Site.Http.SendAsync(request, Ct);

        await Refused.AssertAsync(nameless, HttpStatusCode.BadRequest, "invalid-request", "name");
        await Refused.AssertAsync(text, HttpStatusCode.BadRequest, "invalid-request", "body");
        await Refused.AssertAsync(page, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        await Refused.AssertAsync(large, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Empty((await Site.ReadAsync(path)).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("""{}""", "items")]
    [InlineData("""{"items":[{"deviceId":"{camera}","x":1.01,"y":0}]}""", "items[0]")]
    [InlineData("""{"items":[{"deviceId":"{camera}","x":0,"y":-0.01}]}""", "items[0]")]
    [InlineData("""{"items":[{"deviceId":"{camera}","x":0}]}""", "items[0]")]
    [InlineData("""{"items":[{"deviceId":"{camera}","x":1e999,"y":0}]}""", "items[0]")]
    [InlineData("""{"items":[{"deviceId":"{camera}","x":0,"y":0},{"deviceId":"{camera}","x":1,"y":1}]}""", "items")]
    [InlineData("""{"items":[{"deviceId":"0197f000-0000-7000-8000-000000000000","x":0,"y":0}]}""", "items")]
    [InlineData("""{"items":[null]}""", "items[0]")]
    public async Task A_wrong_placement_is_named(string body, string field)
    {
        var plan = await AddAsync(Site.Http, Pictures.Png(4, 3));
        using var content = new StringContent(
            body.Replace("{camera}", _camera.ToString(), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");

        using var reply = await Site.Http.PutAsync($"/api/inventory/plans/{plan}/placements", content, Ct);

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", field);
    }

    private static ByteArrayContent Content(byte[] picture, string type = "image/png") =>
        new(picture) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private async Task<Guid> AddAsync(HttpClient http, byte[] picture, string type = "image/png")
    {
        using var reply = await http.PostAsync($"/api/inventory/properties/{_property}/plans?name=Floor", Content(picture, type), Ct);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
    }
}
