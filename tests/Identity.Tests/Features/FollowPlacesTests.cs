using System.Net;
using System.Text.Json;
using Vedette.Inventory;
using Vedette.Platform.Hosting;

namespace Vedette.Identity.Tests.Features;

/// <summary>Places as Inventory really tells of them, and people as it hears of them.</summary>
public sealed class FollowPlacesTests : IAsyncLifetime
{
    private Desk _desk = null!;

    private string _admin = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.StartAsync(neighbours: ModuleEntry.Of<InventoryModule>());
        _admin = (await _desk.SignInAsync()).AccessToken;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Req", "R-11")]
    public async Task A_room_of_the_inventory_can_be_granted_soon_after_it_was_added()
    {
        var guard = await _desk.AddUserAsync(_admin, "guard");
        var property = await AddAsync("properties", new { name = "House", address = "Street", timeZone = "UTC" });
        var room = await AddAsync("rooms", new { propertyId = property, name = "Hall" });
        var items = new[] { new { scope = "room", placeId = room, rights = new[] { "live" } } };

        await SoonAsync(async () =>
        {
            using var reply = await _desk.PostAsync($"/api/identity/users/{guard}/grants", new { items }, _admin);
            return reply.StatusCode == HttpStatusCode.Created;
        });

        var grants = await Desk.ReadAsync(_desk.GetAsync($"/api/identity/grants?propertyId={property}", _admin));
        Assert.Equal("Hall", Assert.Single(grants.GetProperty("items").EnumerateArray()).GetProperty("placeName").GetString());
    }

    [Fact]
    [Trait("Req", "S-11")]
    [Trait("Req", "S-18")]
    public async Task An_owner_sees_the_property_and_deleting_the_owner_leaves_it_without_one()
    {
        var owner = await _desk.AddUserAsync(_admin, "owner", "owner");
        Guid? property = null;
        await SoonAsync(async () =>
        {
            var body = new { name = "Villa", address = "Street", timeZone = "UTC", ownerId = owner };
            using var reply = await _desk.PostAsync("/api/inventory/properties", body, _admin);
            property = reply.StatusCode == HttpStatusCode.Created
                ? (await Desk.ReadAsync(Task.FromResult(reply), HttpStatusCode.Created)).GetProperty("id").GetGuid()
                : null;
            return property is not null;
        });

        await SoonAsync(async () => await OwnershipsAsync(property) == 1);
        using var refused = await _desk.DeleteAsync($"/api/identity/users/{owner}", _admin);
        await Refused.AssertAsync(refused, HttpStatusCode.Conflict, "owns-properties");
        using var deleted = await _desk.DeleteAsync($"/api/identity/users/{owner}?properties=unassign", _admin);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        await SoonAsync(async () =>
            (await Desk.ReadAsync(_desk.GetAsync($"/api/inventory/properties/{property}", _admin))).GetProperty("owner").ValueKind == JsonValueKind.Null);
        Assert.Equal(0, await OwnershipsAsync(property));
    }

    private async Task<int> OwnershipsAsync(Guid? property) =>
        (await Desk.ReadAsync(_desk.GetAsync($"/api/identity/grants?propertyId={property}", _admin))).GetProperty("items").EnumerateArray()
            .Count(grant => grant.GetProperty("kind").GetString() == "ownership");

    private async Task<Guid> AddAsync(string what, object body) =>
        (await Desk.ReadAsync(_desk.PostAsync($"/api/inventory/{what}", body, _admin), HttpStatusCode.Created)).GetProperty("id").GetGuid();

    // Events take a moment, and on a busy machine longer.
    private static async Task SoonAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 300, "It never came about.");
            await Task.Delay(100, Ct);
        }
    }
}
