using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Tests.Features;

/// <summary>Things as devices: their own id, where they are, and what they can do.</summary>
public sealed class ThingDevicesTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Devices = "/api/inventory/devices";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Site Site => shared.Site;

    [Fact]
    [Trait("Req", "R-32")]
    [Trait("Req", "R-35")]
    [Trait("Req", "R-43")]
    public async Task A_thing_is_taken_over_as_it_was_inspected()
    {
        var id = await AddAsync("urn:dev:wot:1", new { url = "http://192.168.1.30:8080/device", username = "vera", password = "thing-secret" });

        var device = await Site.ReadAsync($"{Devices}/{id}");
        Assert.Equal("urn:dev:wot:1", device.GetProperty("thingId").GetString());
        Assert.Equal("Weather", device.GetProperty("name").GetString());
        Assert.Equal("""{"url":"http://192.168.1.30:8080/device","username":"vera","hasSecret":true}""", device.GetProperty("thing").GetRawText());
        Assert.Equal(
            """[{"type":"sensor","measure":"temperature","unit":"celsius","intervalMilliseconds":2500},{"type":"video","resolution":"720p"},{"type":"Smell-O-Vision"}]""",
            device.GetProperty("capabilities").GetRawText());
        Assert.Contains(id, await IdsAsync("?capability=camera,sensor&kind=thing"));
        Assert.Contains(id, await IdsAsync("?capability=smell-o-vision"));
        Assert.DoesNotContain(id, await IdsAsync("?capability=siren"));
        Assert.All(await Site.SaidAsync(), one => Assert.DoesNotContain("thing-secret", one.Content, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Req", "R-31")]
    public async Task The_same_thing_again_is_federated_already()
    {
        _ = await AddAsync("urn:dev:wot:2", new { url = "http://192.168.1.31/device" });

        foreach (var (thing, url) in ((string?, string)[])[("urn:dev:wot:2", "http://192.168.1.32/device"), (null, "http://192.168.1.31/device")])
        {
            using var again = await Site.Http.PostAsJsonAsync(Devices, Thing(thing, new { url }, null), Ct);
            await Refused.AssertAsync(again, HttpStatusCode.Conflict, "already-federated");
        }
    }

    [Theory]
    [InlineData("""{"url":"http://192.168.1.40/other"}""", true)]
    [InlineData("""{"url":"https://192.168.1.40/device"}""", true)]
    [InlineData("""{"url":"http://192.168.1.99/device"}""", false)]
    [InlineData("""{"token":null}""", false)]
    [InlineData("""{"username":"vera"}""", false)]
    [InlineData("""{"url":"http://192.168.1.99/device","token":"another"}""", true)]
    [InlineData("""{"username":"vera","password":"word"}""", true)]
    public async Task A_things_secret_stays_with_the_host_it_was_given_for(string source, bool hasSecret)
    {
        var id = await AddAsync(null, new { url = "http://192.168.1.40/device", token = "thing-token" });

        using var content = new StringContent($$"""{"source":{{source}}}""", System.Text.Encoding.UTF8, "application/json");
        using var reply = await Site.Http.PatchAsync($"{Devices}/{id}", content, Ct);
        var device = await reply.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(hasSecret, device.GetProperty("thing").GetProperty("hasSecret").GetBoolean());
        using var gone = await Site.Http.DeleteAsync($"{Devices}/{id}", Ct);
    }

    [Fact]
    [Trait("Req", "O-5")]
    public async Task Saving_the_same_secret_again_changes_nothing()
    {
        var id = await AddAsync(null, new { url = "http://192.168.1.50/device", token = "thing-token" });

        using var reply = await Site.Http.PatchAsJsonAsync($"{Devices}/{id}", new { source = new { token = "thing-token" } }, Ct);

        Assert.Equal("1", (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("version").GetString());
        var told = JsonDocument.Parse((await Site.SaidAsync()).Last(one => one.Type == "inventory.device-added").Content).RootElement.GetProperty("device");
        Assert.Equal("thing-token", Site.Get<SecretProtector>().Unprotect("thing-secret", told.GetProperty("thing").GetProperty("protectedSecret").GetString()!));
    }

    [Fact]
    public async Task Recording_needs_a_camera_that_is_switched_on()
    {
        var id = await Site.AddCameraAsync();
        async Task<HttpResponseMessage> PatchAsync(object body) => await Site.Http.PatchAsJsonAsync($"{Devices}/{id}", body, Ct);

        using var off = await PatchAsync(new { enabled = false, recording = false });
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        using var refused = await PatchAsync(new { recording = true });
        await Refused.AssertAsync(refused, HttpStatusCode.BadRequest, "recording-needs-enabled");
        using var both = await PatchAsync(new { enabled = true, recording = true });
        Assert.Equal(HttpStatusCode.OK, both.StatusCode);
        using var again = await PatchAsync(new { enabled = false });
        using var same = await PatchAsync(new { recording = true });
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.DoesNotContain(id, await IdsAsync("?enabled=true"));
        Assert.Contains(id, await IdsAsync("?recording=true&enabled=false"));
    }

    [Fact]
    [Trait("Req", "R-34")]
    public async Task A_literal_route_wins_over_an_id()
    {
        var (on, off) = (await Site.AddCameraAsync(name: "On"), await Site.AddCameraAsync(name: "Off"));
        using var switched = await Site.Http.PatchAsJsonAsync($"{Devices}/{off}", new { enabled = false }, Ct);

        var actives = await IdsAsync("/actives?limit=200");

        Assert.Contains(on, actives);
        Assert.DoesNotContain(off, actives);
    }

    private static object Thing(string? id, object source, Guid? room) => new
    {
        kind = "thing",
        roomId = room,
        source,
        thing = new
        {
            id,
            title = "Weather",
            capabilities = new object[]
            {
                new { type = "sensor", measure = "temperature", unit = "celsius", intervalMilliseconds = 2500, resolution = "4k" },
                new { type = "camera", resolution = "720p" },
                new { type = "Smell-O-Vision", unit = "sniff" },
            },
        },
    };

    private async Task<Guid> AddAsync(string? id, object source) => await Site.CreateAsync(Devices, Thing(id, source, await Site.AddRoomAsync()));

    private async Task<List<Guid>> IdsAsync(string query) =>
        [.. (await Site.ReadAsync(Devices + query)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
}
