using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Vedette.Inventory.Tests.Features;

public sealed class PropertiesAndRoomsTests : IAsyncLifetime
{
    private Site _site = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    [Trait("Req", "R-25")]
    public async Task A_property_is_added_read_changed_and_removed()
    {
        var id = await _site.AddPropertyAsync("House");
        using var patched = await _site.Http.PatchAsJsonAsync($"/api/inventory/properties/{id}", new { timeZone = "America/Sao_Paulo" }, Ct);
        var read = await _site.ReadAsync($"/api/inventory/properties/{id}");
        using var removed = await _site.Http.DeleteAsync($"/api/inventory/properties/{id}", Ct);
        using var gone = await _site.Http.GetAsync($"/api/inventory/properties/{id}", Ct);

        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.Equal("House", read.GetProperty("name").GetString());
        Assert.Equal("Calle Mayor 1", read.GetProperty("address").GetString());
        Assert.Equal("America/Sao_Paulo", read.GetProperty("timeZone").GetString());
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Refused.AssertAsync(gone, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    [Trait("Req", "R-25")]
    public async Task A_room_is_added_renamed_listed_by_property_and_removed()
    {
        var house = await _site.AddPropertyAsync();
        var hall = await _site.AddRoomAsync(house, "Hall");
        var elsewhere = await _site.AddRoomAsync();
        using var renamed = await _site.Http.PatchAsJsonAsync($"/api/inventory/rooms/{hall}", new { name = "Kitchen" }, Ct);

        var all = await _site.ReadAsync("/api/inventory/rooms");
        var ofHouse = await _site.ReadAsync($"/api/inventory/rooms?propertyId={house}");

        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        Assert.Equal([hall, elsewhere], Ids(all));
        Assert.Equal([hall], Ids(ofHouse));
        Assert.Equal("Kitchen", ofHouse.GetProperty("items")[0].GetProperty("name").GetString());
        using var removed = await _site.Http.DeleteAsync($"/api/inventory/rooms/{hall}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    [Trait("Req", "R-28")]
    public async Task What_is_not_empty_is_not_removed()
    {
        var house = await _site.AddPropertyAsync();
        var hall = await _site.AddRoomAsync(house);
        _ = await _site.AddCameraAsync(hall);

        using var property = await _site.Http.DeleteAsync($"/api/inventory/properties/{house}", Ct);
        using var room = await _site.Http.DeleteAsync($"/api/inventory/rooms/{hall}", Ct);

        await Refused.AssertAsync(property, HttpStatusCode.Conflict, "property-not-empty");
        await Refused.AssertAsync(room, HttpStatusCode.Conflict, "room-not-empty");
        var counts = JsonDocument.Parse(await property.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal((1, 1), (counts.GetProperty("rooms").GetInt32(), counts.GetProperty("devices").GetInt32()));
    }

    [Fact]
    public async Task What_is_added_is_told()
    {
        _ = await _site.AddRoomAsync();

        Assert.Equal(
            ["inventory.property-added", "audit.action-recorded", "inventory.room-added", "audit.action-recorded"],
            (await _site.SaidAsync()).Select(one => one.Type));
    }

    private static IEnumerable<Guid> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
}
