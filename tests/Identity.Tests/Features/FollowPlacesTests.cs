using System.Net;
using Vedette.Inventory;
using Vedette.Platform.Hosting;

namespace Vedette.Identity.Tests.Features;

/// <summary>Places as Inventory really tells of them.</summary>
public sealed class FollowPlacesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-11")]
    public async Task A_room_of_the_inventory_can_be_granted_soon_after_it_was_added()
    {
        await using var desk = await Desk.StartAsync(neighbours: ModuleEntry.Of<InventoryModule>());
        var admin = (await desk.SignInAsync()).AccessToken;
        var guard = await desk.AddUserAsync(admin, "guard");
        var property = await AddAsync("properties", new { name = "House", address = "Street", timeZone = "UTC" });
        var room = await AddAsync("rooms", new { propertyId = property, name = "Hall" });
        var items = new[] { new { scope = "room", placeId = room, rights = new[] { "live" } } };

        for (var tries = 0; ; tries++)
        {
            using var reply = await desk.PostAsync($"/api/identity/users/{guard}/grants", new { items }, admin);
            if (reply.StatusCode == HttpStatusCode.Created)
            {
                break;
            }

            Assert.True(tries < 300, "Identity never heard of the room.");
            await Task.Delay(100, Ct);
        }

        var grants = await Desk.ReadAsync(desk.GetAsync($"/api/identity/grants?propertyId={property}", admin));
        Assert.Equal("Hall", Assert.Single(grants.GetProperty("items").EnumerateArray()).GetProperty("placeName").GetString());

        async Task<Guid> AddAsync(string what, object body) =>
            (await Desk.ReadAsync(desk.PostAsync($"/api/inventory/{what}", body, admin), HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }
}
