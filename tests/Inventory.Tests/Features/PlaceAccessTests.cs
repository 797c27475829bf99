using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Tests.Features;

/// <summary>Who sees and changes what: by grants on rooms and properties, and by owning.</summary>
public sealed class PlaceAccessTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Devices = "/api/inventory/devices";

    private Guid _property;
    private Guid _hall;
    private Guid _vault;
    private Guid _elsewhere;
    private Guid _camera;
    private Guid _foreign;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Site Site => shared.Site;

    public async ValueTask InitializeAsync()
    {
        _property = await Site.AddPropertyAsync();
        (_hall, _vault, _elsewhere) = (await Site.AddRoomAsync(_property), await Site.AddRoomAsync(_property, "Vault"), await Site.AddRoomAsync());
        (_camera, _foreign) = (await Site.AddCameraAsync(_hall), await Site.AddCameraAsync(_elsewhere, "Foreign"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Trait("Req", "R-13")]
    [Trait("Req", "R-29")]
    public async Task A_guardian_of_one_room_sees_that_room_and_what_is_in_it()
    {
        using var guardian = Site.Guardian(new Grant(GrantScope.Room, _hall, Rights.Live));

        Assert.Equal([_camera], await IdsAsync(guardian, Devices));
        Assert.Equal([_hall], await IdsAsync(guardian, "/api/inventory/rooms"));
        Assert.Equal([_property], await IdsAsync(guardian, "/api/inventory/properties"));
        Assert.Equal(1, (await ReadAsync(guardian, $"/api/inventory/properties/{_property}")).GetProperty("rooms").GetInt32());
        var camera = await ReadAsync(guardian, $"{Devices}/{_camera}");
        Assert.Equal(JsonValueKind.Null, camera.GetProperty("source").ValueKind);
        Assert.Equal("Hall", camera.GetProperty("roomName").GetString());
        await RefusedAsync(guardian, HttpMethod.Get, $"{Devices}/{_foreign}", HttpStatusCode.NotFound, "not-found");
        await RefusedAsync(guardian, HttpMethod.Get, $"/api/inventory/rooms/{_vault}", HttpStatusCode.NotFound, "not-found");
        await RefusedAsync(guardian, HttpMethod.Patch, $"{Devices}/{_camera}", HttpStatusCode.Forbidden, "forbidden", """{"enabled":false}""");
        await RefusedAsync(guardian, HttpMethod.Delete, $"{Devices}/{_camera}", HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    [Trait("Req", "R-30")]
    public async Task Who_may_configure_a_room_adds_changes_and_removes_its_devices_and_no_others()
    {
        using var guardian = Site.Guardian(new Grant(GrantScope.Room, _vault, Rights.Configure), new Grant(GrantScope.Room, _hall, Rights.Live));
        object Siren(Guid? room) => new { name = "Horn", roomId = room, kind = "siren" };

        using var added = await guardian.PostAsJsonAsync(Devices, Siren(_vault), Ct);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var id = (await added.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        using var changed = await guardian.PatchAsJsonAsync($"{Devices}/{id}", new { description = "loud", roomId = _vault }, Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var seen = await guardian.PostAsJsonAsync(Devices, Siren(_hall), Ct);
        using var foreign = await guardian.PostAsJsonAsync(Devices, Siren(_elsewhere), Ct);
        using var nowhere = await guardian.PostAsJsonAsync(Devices, Siren(null), Ct);
        await Refused.AssertAsync(seen, HttpStatusCode.Forbidden, "forbidden");
        await Refused.AssertAsync(foreign, HttpStatusCode.BadRequest, "invalid-request", "roomId");
        await Refused.AssertAsync(nowhere, HttpStatusCode.Forbidden, "forbidden");
        await RefusedAsync(guardian, HttpMethod.Patch, $"{Devices}/{_camera}", HttpStatusCode.Forbidden, "forbidden", """{"name":"x"}""");
        await RefusedAsync(guardian, HttpMethod.Patch, $"{Devices}/{_foreign}", HttpStatusCode.NotFound, "not-found", """{"name":"x"}""");
        await RefusedAsync(guardian, HttpMethod.Delete, $"{Devices}/{_foreign}", HttpStatusCode.NotFound, "not-found");
        await RefusedAsync(guardian, HttpMethod.Post, "/api/inventory/properties", HttpStatusCode.Forbidden, "forbidden", """{"name":"x"}""");
        await RefusedAsync(guardian, HttpMethod.Post, "/api/inventory/rooms", HttpStatusCode.Forbidden, "forbidden", """{"name":"x"}""");

        using var removed = await guardian.DeleteAsync($"{Devices}/{id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Moving_a_device_needs_the_right_on_both_rooms_and_taking_it_out_is_the_administrators()
    {
        var id = await Site.CreateAsync(Devices, new { name = "Horn", roomId = _vault, kind = "siren" });
        using var both = Site.Guardian(new Grant(GrantScope.Room, _vault, Rights.Configure), new Grant(GrantScope.Room, _hall, Rights.Configure));
        using var one = Site.Guardian(new Grant(GrantScope.Room, _vault, Rights.Configure), new Grant(GrantScope.Room, _hall, Rights.Live));

        await RefusedAsync(one, HttpMethod.Patch, $"{Devices}/{id}", HttpStatusCode.Forbidden, "forbidden", $$"""{"roomId":"{{_hall}}"}""");
        await RefusedAsync(one, HttpMethod.Patch, $"{Devices}/{id}", HttpStatusCode.BadRequest, "invalid-request", $$"""{"roomId":"{{_elsewhere}}"}""");
        await RefusedAsync(both, HttpMethod.Patch, $"{Devices}/{id}", HttpStatusCode.Forbidden, "forbidden", """{"roomId":null}""");
        using var moved = await both.PatchAsJsonAsync($"{Devices}/{id}", new { roomId = _hall }, Ct);
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);

        using var nowhere = new StringContent("""{"roomId":null}""", System.Text.Encoding.UTF8, "application/json");
        using var taken = await Site.Http.PatchAsync($"{Devices}/{id}", nowhere, Ct);
        var device = await taken.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((false, true), (device.GetProperty("assigned").GetBoolean(), device.GetProperty("enabled").GetBoolean()));
        Assert.Contains(id, await IdsAsync(Site.Http, Devices + "?assigned=false"));
        await RefusedAsync(both, HttpMethod.Get, $"{Devices}/{id}", HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    [Trait("Req", "S-16")]
    public async Task An_owner_sees_the_own_property_and_switches_its_devices_and_that_is_all()
    {
        var owner = new Caller(UserId.New(), "olga", [Roles.Owner]) { Given = [new Grant(GrantScope.Property, _property, Rights.Live)] };
        await Site.Get<PeopleStore>().PutAsync(owner.UserId, "olga", "Olga Ortiz", [Roles.Owner], active: true, Ct);
        using var http = Site.Host.Client(owner);

        await RefusedAsync(http, HttpMethod.Patch, $"{Devices}/{_camera}", HttpStatusCode.Forbidden, "forbidden", """{"enabled":false}""");
        using var owned = await Site.Http.PatchAsJsonAsync($"/api/inventory/properties/{_property}", new { ownerId = owner.UserId.Value }, Ct);
        Assert.Equal("Olga Ortiz", (await owned.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("owner").GetProperty("name").GetString());

        Assert.Equal([_property], await IdsAsync(http, "/api/inventory/properties"));
        Assert.Equal([_property], await IdsAsync(Site.Http, $"/api/inventory/properties?ownerId={owner.UserId}"));
        using var off = await http.PatchAsJsonAsync($"{Devices}/{_camera}", new { enabled = false }, Ct);
        Assert.False((await off.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("enabled").GetBoolean());
        await RefusedAsync(http, HttpMethod.Patch, $"{Devices}/{_camera}", HttpStatusCode.Forbidden, "forbidden", """{"enabled":true,"name":"x"}""");
        await RefusedAsync(http, HttpMethod.Patch, $"{Devices}/{_camera}", HttpStatusCode.Forbidden, "forbidden", """{"enabled":true,"roomId":null}""");
        await RefusedAsync(http, HttpMethod.Patch, $"{Devices}/{_foreign}", HttpStatusCode.NotFound, "not-found", """{"enabled":false}""");
        await RefusedAsync(http, HttpMethod.Delete, $"/api/inventory/properties/{_property}", HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    [Trait("Req", "S-22")]
    public async Task What_was_done_is_told_with_who_did_it_and_from_where()
    {
        _ = await Site.Http.PatchAsJsonAsync($"{Devices}/{_camera}", new { name = "Gate", source = new { password = "new-secret" } }, Ct);

        var told = (await Site.SaidAsync()).Last(one => one.Type == "audit.action-recorded").Content;
        var action = JsonDocument.Parse(told).RootElement;
        Assert.Equal("inventory.device-changed", action.GetProperty("action").GetString());
        Assert.Equal("Gate: name, source", action.GetProperty("detail").GetString());
        Assert.Equal("127.0.0.1", action.GetProperty("address").GetString());
        Assert.DoesNotContain("new-secret", told, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(
        HttpClient http, HttpMethod method, string path, HttpStatusCode status, string code, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        using var reply = await http.SendAsync(request, Ct);
        await Refused.AssertAsync(reply, status, code);
    }

    private static Task<JsonElement> ReadAsync(HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>(path, Ct);

    private static async Task<IEnumerable<Guid>> IdsAsync(HttpClient http, string path) =>
        (await ReadAsync(http, path)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
}
