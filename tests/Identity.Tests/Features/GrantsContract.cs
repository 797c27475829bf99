using System.Net;
using System.Text.Json;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Identity.Tests.Features;

/// <summary>Who may do what where, on every database.</summary>
public abstract class GrantsContract(DeskFixture fixture)
{
    private static readonly string[] Watching = ["live", "playback"];

    private Desk Desk => fixture.Desk;

    [Fact]
    [Trait("Req", "R-11")]
    public async Task Adding_replacing_and_taking_grants_do_what_their_verbs_say()
    {
        var (admin, id, _) = await GuardianAsync();
        var property = await fixture.AddPropertyAsync("House");
        var (hall, kitchen) = (await fixture.AddRoomAsync(property, "Hall"), await fixture.AddRoomAsync(property, "Kitchen"));

        var added = await Desk.ReadAsync(Desk.PostAsync(Of(id), Items(Room(hall), Room(hall)), admin), HttpStatusCode.Created);
        var first = Assert.Single(added.GetProperty("items").EnumerateArray());
        Assert.Equal("Hall", first.GetProperty("placeName").GetString());
        Assert.Equal(property, first.GetProperty("propertyId").GetGuid());
        Assert.Equal(Watching, first.GetProperty("rights").EnumerateArray().Select(right => right.GetString()));
        Assert.Equal("given", first.GetProperty("kind").GetString());
        Assert.True(first.GetProperty("inForce").GetBoolean());

        _ = await Desk.ReadAsync(Desk.PostAsync(Of(id), Items(Room(kitchen), Room(hall)), admin), HttpStatusCode.Created);
        Assert.Equal(["Hall", "Kitchen"], await PlacesAsync(admin, id));

        var replaced = await Desk.ReadAsync(Desk.PutAsync(Of(id), Items(Room(kitchen), new { scope = "property", placeId = property, rights = Watching }), admin));
        Assert.Equal(["House", "Kitchen"], await PlacesAsync(admin, id));
        var kept = replaced.GetProperty("items").EnumerateArray().Single(grant => grant.GetProperty("placeName").GetString() == "Kitchen").GetProperty("id").GetGuid();

        using var taken = await Desk.DeleteAsync($"{Of(id)}/{kept}", admin);
        using var again = await Desk.DeleteAsync($"{Of(id)}/{kept}", admin);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        await Refused.AssertAsync(again, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(["House"], await PlacesAsync(admin, id));
        Assert.Equal(
            ["given", "given", "taken", "given", "taken"],
            (await Desk.SaidAsync()).Where(one => one.Type.StartsWith("identity.grant-", StringComparison.Ordinal) && one.Content.Contains(id.ToString(), StringComparison.Ordinal))
                .Select(one => one.Type["identity.grant-".Length..]));
        Assert.Equal(1, (await Desk.ReadAsync(Desk.GetAsync($"/api/identity/users/{id}", admin))).GetProperty("grants").GetInt32());
    }

    [Fact]
    [Trait("Req", "R-11")]
    public async Task Grants_that_mean_nothing_are_refused_by_field_and_change_nothing()
    {
        var (admin, id, _) = await GuardianAsync();
        var property = await fixture.AddPropertyAsync("House");
        var now = fixture.Time.GetUtcNow();
        foreach (var (item, field) in ((object, string)[])
        [
            (new { scope = "planet", rights = Watching }, "scope"),
            (new { scope = "room", rights = Watching }, "placeId"),
            (new { scope = "room", placeId = Guid.NewGuid(), rights = Watching }, "placeId"),
            (new { scope = "room", placeId = property, rights = Watching }, "placeId"),
            (new { scope = "everywhere", placeId = property, rights = Watching }, "placeId"),
            (new { scope = "property", placeId = property }, "rights"),
            (new { scope = "property", placeId = property, rights = new[] { "live", "fly" } }, "rights"),
            (new { scope = "property", placeId = property, rights = new[] { "audit" } }, "rights"),
            (new { scope = "property", placeId = property, rights = Watching, from = now.AddHours(2), until = now.AddHours(1) }, "until"),
            (new { scope = "property", placeId = property, rights = Watching, until = now.AddHours(-1) }, "until"),
        ])
        {
            using var reply = await Desk.PostAsync(Of(id), Items(new { scope = "property", placeId = property, rights = Watching }, item), admin);
            await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", $"items[1].{field}");
        }

        using var nothing = await Desk.PostAsync(Of(id), new { items = new object?[] { null } }, admin);
        await Refused.AssertAsync(nothing, HttpStatusCode.BadRequest, "invalid-request", "items[0].scope");
        Assert.Empty(await PlacesAsync(admin, id));
        using var nobody = await Desk.PostAsync(Of(Guid.NewGuid()), Items(), admin);
        await Refused.AssertAsync(nobody, HttpStatusCode.NotFound, "not-found");
        var member = await Desk.AddUserAsync(admin, DeskFixture.NewName(), "member");
        using var refused = await Desk.PostAsync(Of(member), Items(new { scope = "property", placeId = property, rights = Watching }), admin);
        await Refused.AssertAsync(refused, HttpStatusCode.Conflict, "role-needed");
    }

    [Fact]
    public async Task Nobody_has_more_grants_than_a_token_can_carry()
    {
        var (admin, id, _) = await GuardianAsync();
        var property = await fixture.AddPropertyAsync("Tower");
        var rooms = new List<object>();
        for (var number = 0; number <= Grant.MostOfOneUser; number++)
        {
            rooms.Add(Room(await fixture.AddRoomAsync(property, $"Room {number}")));
        }

        using var tooMany = await Desk.PutAsync(Of(id), Items([.. rooms]), admin);
        await Refused.AssertAsync(tooMany, HttpStatusCode.BadRequest, "invalid-request", "items");
        _ = await Desk.ReadAsync(Desk.PutAsync(Of(id), Items([.. rooms.Take(Grant.MostOfOneUser)]), admin));
        using var oneMore = await Desk.PostAsync(Of(id), Items(rooms[^1]), admin);
        await Refused.AssertAsync(oneMore, HttpStatusCode.Conflict, "too-many-grants");

        var name = (await Desk.ReadAsync(Desk.GetAsync($"/api/identity/users/{id}", admin))).GetProperty("username").GetString()!;
        using var me = await Desk.GetAsync("/api/identity/me", (await Desk.SignInAsync(name)).AccessToken);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Fact]
    [Trait("Req", "R-13")]
    public async Task A_grant_counts_from_the_next_request_and_not_after_its_end()
    {
        var (admin, id, name) = await GuardianAsync();
        var room = await fixture.AddRoomAsync(await fixture.AddPropertyAsync("House"), "Hall");
        var token = (await Desk.SignInAsync(name)).AccessToken;
        var place = new Place(new PropertyId(Guid.NewGuid()), new RoomId(room));
        Assert.False((await CallerAsync(token)).May(Right.Live, place));

        var now = fixture.Time.GetUtcNow();
        var shift = new { scope = "room", placeId = room, rights = Watching, from = now.AddMinutes(5), until = now.AddMinutes(10) };
        var given = await Desk.ReadAsync(Desk.PostAsync(Of(id), Items(shift), admin), HttpStatusCode.Created);
        Assert.False(given.GetProperty("items")[0].GetProperty("inForce").GetBoolean());
        Assert.False((await CallerAsync(token)).May(Right.Live, place));

        fixture.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.True((await CallerAsync(token)).May(Right.Live, place));
        Assert.False((await CallerAsync(token)).May(Right.Export, place));
        var fresh = (await Desk.SignInAsync(name)).AccessToken;
        Assert.True((await CallerAsync(fresh)).May(Right.Live, place));

        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await CallerAsync(token)).May(Right.Live, place));
        Assert.False((await CallerAsync(fresh)).May(Right.Live, place));
        var mine = await Desk.ReadAsync(Desk.GetAsync("/api/identity/me", fresh));
        Assert.False(mine.GetProperty("grants")[0].GetProperty("inForce").GetBoolean());
    }

    [Fact]
    [Trait("Req", "R-28")]
    public async Task Removing_a_place_takes_its_grants_and_those_of_its_rooms()
    {
        var (admin, id, name) = await GuardianAsync();
        var property = await fixture.AddPropertyAsync("House");
        var (hall, kitchen) = (await fixture.AddRoomAsync(property, "Hall"), await fixture.AddRoomAsync(property, "Kitchen"));
        var everywhere = new { scope = "everywhere", rights = new[] { "audit" } };
        _ = await Desk.ReadAsync(
            Desk.PostAsync(Of(id), Items(Room(hall), Room(kitchen), new { scope = "property", placeId = property, rights = Watching }, everywhere), admin),
            HttpStatusCode.Created);
        var token = (await Desk.SignInAsync(name)).AccessToken;

        await fixture.Follow.HandleAsync(new RoomRemoved(new RoomId(hall), new PropertyId(property)), DeskFixture.Context, default);
        Assert.Equal([null, "House", "Kitchen"], await PlacesAsync(admin, id));
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await fixture.Follow.HandleAsync(new PropertyRemoved(new PropertyId(property)), DeskFixture.Context, default);
        }

        Assert.Equal([null], await PlacesAsync(admin, id));
        var caller = await CallerAsync(token);
        Assert.False(caller.May(Right.Live));
        Assert.True(caller.May(Right.Audit));
        using var unknown = await Desk.PostAsync(Of(id), Items(Room(kitchen)), admin);
        await Refused.AssertAsync(unknown, HttpStatusCode.BadRequest, "invalid-request", "items[0].placeId");
    }

    [Fact]
    [Trait("Req", "S-11")]
    [Trait("Req", "S-18")]
    public async Task Owning_a_property_lets_its_owner_see_it_and_goes_with_it()
    {
        var admin = await fixture.AdministratorAsync();
        var (name, heirName) = (DeskFixture.NewName(), DeskFixture.NewName());
        var (owner, heir) = (await Desk.AddUserAsync(admin, name, "owner"), await Desk.AddUserAsync(admin, heirName, "owner"));
        var property = await fixture.AddPropertyAsync("Villa", owner);
        _ = await fixture.AddPropertyAsync("Villa", owner, property);

        var grant = Assert.Single((await Desk.ReadAsync(Desk.GetAsync(Of(owner), admin))).GetProperty("items").EnumerateArray());
        Assert.Equal("ownership", grant.GetProperty("kind").GetString());
        Assert.Equal(["live", "playback", "export"], grant.GetProperty("rights").EnumerateArray().Select(right => right.GetString()));
        using var taken = await Desk.DeleteAsync($"{Of(owner)}/{grant.GetProperty("id")}", admin);
        await Refused.AssertAsync(taken, HttpStatusCode.Conflict, "grant-of-owner");
        _ = await Desk.ReadAsync(Desk.PutAsync(Of(owner), Items(), admin));
        Assert.Equal(["Villa"], await PlacesAsync(admin, owner));

        using var deleted = await Desk.DeleteAsync($"/api/identity/users/{owner}", admin);
        await Refused.AssertAsync(deleted, HttpStatusCode.Conflict, "owns-properties");

        await fixture.Follow.HandleAsync(
            new PropertyChanged(new PropertyId(property), "Manor", "UTC") { OwnerId = new UserId(heir) }, DeskFixture.Context, default);
        Assert.Empty(await PlacesAsync(admin, owner));
        Assert.Equal(["Manor"], await PlacesAsync(admin, heir));
        using var freed = await Desk.DeleteAsync($"/api/identity/users/{owner}", admin);
        Assert.Equal(HttpStatusCode.NoContent, freed.StatusCode);
        using var unassigned = await Desk.DeleteAsync($"/api/identity/users/{heir}?properties=unassign", admin);
        Assert.Equal(HttpStatusCode.NoContent, unassigned.StatusCode);

        // Inventory has not heard of it yet, and says once more who owned it.
        await fixture.Follow.HandleAsync(
            new PropertyChanged(new PropertyId(property), "Manor", "UTC") { OwnerId = new UserId(heir) }, DeskFixture.Context, default);
        Assert.Empty((await Desk.ReadAsync(Desk.GetAsync($"/api/identity/grants?propertyId={property}", admin))).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task All_grants_are_listed_by_person_and_by_place()
    {
        var (admin, id, _) = await GuardianAsync();
        var (_, other, _) = await GuardianAsync();
        var property = await fixture.AddPropertyAsync("House");
        var (hall, kitchen) = (await fixture.AddRoomAsync(property, "Hall"), await fixture.AddRoomAsync(property, "Kitchen"));
        _ = await Desk.ReadAsync(Desk.PutAsync(Of(id), Items(Room(hall), Room(kitchen)), admin));
        _ = await Desk.ReadAsync(Desk.PutAsync(Of(other), Items(Room(hall)), admin));

        Assert.Equal(3, (await ListAsync($"propertyId={property}")).Count);
        Assert.Equal(2, (await ListAsync($"roomId={hall}")).Count);
        _ = Assert.Single(await ListAsync($"roomId={hall}&userId={other}"));
        var first = await Desk.ReadAsync(Desk.GetAsync($"/api/identity/grants?propertyId={property}&limit=2", admin));
        _ = Assert.Single(await ListAsync($"propertyId={property}&cursor={first.GetProperty("next")}"));

        async Task<List<JsonElement>> ListAsync(string query) =>
            [.. (await Desk.ReadAsync(Desk.GetAsync($"/api/identity/grants?{query}", admin))).GetProperty("items").EnumerateArray()];
    }

    private static string Of(Guid user) => $"/api/identity/users/{user}/grants";

    private static object Items(params object[] items) => new { items };

    private static object Room(Guid room) => new { scope = "room", placeId = room, rights = Watching };

    private async Task<(string Administrator, Guid Id, string Name)> GuardianAsync()
    {
        var (admin, name) = (await fixture.AdministratorAsync(), DeskFixture.NewName());
        return (admin, await Desk.AddUserAsync(admin, name), name);
    }

    private async Task<List<string?>> PlacesAsync(string admin, Guid user) =>
        [.. (await Desk.ReadAsync(Desk.GetAsync(Of(user), admin))).GetProperty("items").EnumerateArray().Select(grant => grant.GetProperty("placeName").GetString()).Order()];

    private async Task<Caller> CallerAsync(string token)
    {
        var caller = await Desk.Get<AccessTokens>().ReadAsync(token, TestContext.Current.CancellationToken);
        Assert.NotNull(caller);
        return caller;
    }
}
