using Vedette.Contracts.Inventory;
using Vedette.Contracts.Sensing;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Features;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Support;
using Heard = Vedette.Inventory.Domain.DeviceStatus;

namespace Vedette.Inventory.Tests.Storage;

/// <summary>What the stores promise on every database.</summary>
public abstract class StoreContract(Dialect dialect) : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(123_456);

    private static readonly Deed Deed = new("somebody", At);

    private Site _site = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PropertyStore Properties => _site.Get<PropertyStore>();

    private RoomStore Rooms => _site.Get<RoomStore>();

    private DeviceStore Devices => _site.Get<DeviceStore>();

    private DeviceReader Reader => _site.Get<DeviceReader>();

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_device_comes_back_as_it_went_in()
    {
        var camera = await AddAsync("Door", camera => camera with
        {
            Source = new CameraSource(new Uri("rtsp://h/x"), new Uri("rtsp://h/y"), "viewer", "protected", CameraTransport.Tcp),
        });
        var gate = await AddAsync("Gate", camera => camera with
        {
            Source = new CameraSource(new Uri("rtsps://h/x"), null, null, null, CameraTransport.Http)
            {
                Roles = new CameraRoles(StreamChoice.Main, StreamChoice.Sub, StreamChoice.Main),
                Trust = new CameraTrust(new string('a', 64), null),
                OnvifUrl = new Uri("http://h/onvif/device_service"),
                OnvifProfile = "Profile_1",
            },
            Description = "Behind the bins",
            Thing = new ThingSource(new Uri("http://h/device"), "u", "protected"),
            ThingId = "urn:x:1",
            Capabilities = CapabilitySet.FromJson("""[{"type":"sensor","measure":"humidity","unit":"percentage","intervalMilliseconds":2500},{"type":"smell"}]"""),
        });
        var siren = await AddAsync("Horn", siren => siren with { Kind = DeviceKind.Siren, Source = null, Recording = false, Enabled = false });

        Assert.Equal(camera, await FindAsync(camera.Id));
        Assert.Equal(gate, await FindAsync(gate.Id));
        Assert.Equal(siren, await FindAsync(siren.Id));
        var (changed, _) = await Devices.ChangeAsync(camera.Id, null, device => device with { Source = gate.Source }, Deed, Ct);
        Assert.Equal(gate.Source, (await FindAsync(camera.Id))!.Source);
        Assert.Equal(changed, await FindAsync(camera.Id));
    }

    [Fact]
    public async Task A_device_needs_a_room_that_is_there()
    {
        var lost = Camera(RoomId.New(), "Door");

        Assert.Equal(Refusal.NoSuchRoom, await Devices.AddAsync(lost, Deed, Ct));
        Assert.Null(await FindAsync(lost.Id));
        Assert.Empty(await _site.SaidAsync());
    }

    [Fact]
    public async Task A_room_needs_a_property_that_is_there() =>
        Assert.Equal(Refusal.NoSuchProperty, await Rooms.AddAsync(new Room(RoomId.New(), PropertyId.New(), "Hall"), Deed, Ct));

    [Fact]
    [Trait("Req", "R-28")]
    public async Task What_is_not_empty_is_not_removed()
    {
        var camera = await AddAsync("Door");
        var (property, room) = (camera.PropertyId!.Value, camera.RoomId!.Value);

        Assert.Equal((null, new Contents(1, 1)), await Properties.RemoveAsync(property, empties: false, Deed, Ct));
        Assert.Equal((null, new Contents(1, 1)), await Rooms.RemoveAsync(room, empties: false, Deed, Ct));
        Assert.Null(await Devices.RemoveAsync(camera.Id, Deed, Ct));
        Assert.Equal((null, null), await Rooms.RemoveAsync(room, empties: false, Deed, Ct));
        Assert.Equal((null, null), await Properties.RemoveAsync(property, empties: false, Deed, Ct));
        Assert.Equal((Refusal.NotFound, null), await Properties.RemoveAsync(property, empties: false, Deed, Ct));
    }

    [Fact]
    [Trait("Req", "R-28")]
    [Trait("Req", "S-18")]
    public async Task A_property_that_goes_leaves_its_devices_in_no_room_and_switched_off()
    {
        var camera = await AddAsync("Door");
        var siren = await AddAsync("Horn", siren => siren with { Kind = DeviceKind.Siren, Source = null, Enabled = false }, camera.RoomId);
        var said = (await _site.SaidAsync()).Count;

        Assert.Equal((null, null), await Properties.RemoveAsync(camera.PropertyId!.Value, empties: true, Deed, Ct));

        Assert.Equal(camera.Unassigned() with { Version = 2 }, await FindAsync(camera.Id));
        Assert.Equal(siren.Unassigned() with { Version = 2 }, await FindAsync(siren.Id));
        Assert.Equal(
            [
                "inventory.device-changed", "inventory.device-disabled", "inventory.device-changed", "inventory.room-removed", "inventory.property-removed",
            ],
            (await _site.SaidAsync()).Skip(said).Select(one => one.Type).Where(type => type != "audit.action-recorded"));
    }

    [Fact]
    [Trait("Req", "S-11")]
    public async Task Name_and_address_together_are_unique_whatever_their_case()
    {
        var house = new Property(PropertyId.New(), "Ñandú", "Ávila 1", "UTC");
        Assert.Null(await Properties.AddAsync(house, Deed, Ct));

        Assert.Equal(Refusal.PropertyExists, await Properties.AddAsync(house with { Id = PropertyId.New(), Name = "ñANDÚ", Address = "ávila 1" }, Deed, Ct));
        var other = house with { Id = PropertyId.New(), Address = "Elsewhere" };
        Assert.Null(await Properties.AddAsync(other, Deed, Ct));
        Assert.Equal(Refusal.PropertyExists, await Properties.ChangeAsync(other.Id, null, before => before with { Address = "ÁVILA 1" }, Deed, Ct));
        Assert.Null(await Properties.ChangeAsync(house.Id, null, before => before with { Name = "ÑANDÚ" }, Deed, Ct));
    }

    [Fact]
    [Trait("Req", "S-11")]
    public async Task A_property_belongs_to_an_owner_or_an_administrator_and_to_nobody_once_that_user_is_deleted()
    {
        var people = _site.Get<PeopleStore>();
        var (owner, member, gone) = (UserId.New(), UserId.New(), UserId.New());
        await people.PutAsync(owner, "olga", "Olga Ortiz", ["member", "owner"], active: true, Ct);
        await people.PutAsync(member, "mara", null, ["member"], active: true, Ct);
        await people.PutAsync(gone, "gus", null, ["owner"], active: false, Ct);
        var house = new Property(PropertyId.New(), "House", "Street", "UTC") { OwnerId = owner };

        Assert.Equal(Refusal.NoSuchOwner, await Properties.AddAsync(house with { OwnerId = UserId.New() }, Deed, Ct));
        Assert.Equal(Refusal.NoSuchOwner, await Properties.AddAsync(house with { OwnerId = member }, Deed, Ct));
        Assert.Equal(Refusal.NoSuchOwner, await Properties.AddAsync(house with { OwnerId = gone }, Deed, Ct));
        Assert.Null(await Properties.AddAsync(house, Deed, Ct));
        Assert.Equal("Olga Ortiz", (await Properties.FindAsync(house.Id, Everything, Ct))!.OwnerName);

        await people.ChangeAccessAsync(owner, "olga2", ["owner"], active: true, Ct);
        Assert.Equal("Olga Ortiz", (await Properties.FindAsync(house.Id, Everything, Ct))!.OwnerName);
        await people.RemoveAsync(owner, Deed, Ct);
        await people.ChangeAccessAsync(owner, "olga2", [], active: false, Ct);

        var after = (await Properties.FindAsync(house.Id, Everything, Ct))!;
        Assert.Equal((null, null, 2), (after.Property.OwnerId, after.OwnerName, after.Property.Version));
        Assert.Contains("inventory.property-changed", (await _site.SaidAsync()).Select(one => one.Type));
        Assert.Equal(Refusal.NoSuchOwner, await Properties.ChangeAsync(house.Id, null, before => before with { OwnerId = owner }, Deed, Ct));
    }

    [Fact]
    [Trait("Req", "R-31")]
    public async Task A_thing_is_one_device_only_by_its_own_id_and_by_its_address()
    {
        ThingSource At(string url) => new(new Uri(url), null, null);
        var first = await AddAsync("One", one => Thing(one) with { ThingId = "urn:dev:wot:1", Thing = At("http://10.0.0.1/device") });
        var room = first.RoomId;

        Assert.Equal(Refusal.AlreadyFederated, await Devices.AddAsync(Thing(Camera(room!.Value, "a")) with { ThingId = "urn:dev:wot:1" }, Deed, Ct));
        Assert.Equal(Refusal.AlreadyFederated, await Devices.AddAsync(Thing(Camera(room.Value, "b")) with { Thing = At("http://10.0.0.1/device") }, Deed, Ct));
        var second = await AddAsync("Two", one => Thing(one) with { ThingId = "urn:dev:wot:2" }, room);
        Assert.Equal(
            Refusal.AlreadyFederated,
            (await Devices.ChangeAsync(second.Id, null, device => device with { ThingId = "urn:dev:wot:1" }, Deed, Ct)).Refusal);
        _ = await Devices.RemoveAsync(first.Id, Deed, Ct);
        Assert.Null((await Devices.ChangeAsync(second.Id, null, device => device with { ThingId = "urn:dev:wot:1" }, Deed, Ct)).Refusal);
    }

    [Fact]
    public async Task Every_change_raises_the_version_and_a_stale_one_is_refused()
    {
        var camera = await AddAsync("Door");

        var (changed, _) = await Devices.ChangeAsync(camera.Id, 1, device => device with { Name = "Gate" }, Deed, Ct);
        var (_, refusal) = await Devices.ChangeAsync(camera.Id, 1, device => device with { Name = "Barn" }, Deed, Ct);

        Assert.Equal(2, changed!.Version);
        Assert.Equal(Refusal.Stale, refusal);
        Assert.Equal("Gate", (await FindAsync(camera.Id))!.Name);
    }

    [Fact]
    [Trait("Req", "O-4")]
    public async Task A_change_that_changes_nothing_keeps_version_and_silence()
    {
        var camera = await AddAsync("Door");
        var said = await _site.SaidAsync();

        var (same, refusal) = await Devices.ChangeAsync(camera.Id, null, device => device with { Enabled = true }, Deed, Ct);

        Assert.Null(refusal);
        Assert.Equal(camera, same);
        Assert.Equal(said, await _site.SaidAsync());
    }

    [Fact]
    public async Task Changes_at_once_come_one_after_the_other()
    {
        var camera = await AddAsync("0");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(
            () => Devices.ChangeAsync(camera.Id, null, device => device with { Name = device.Name + "+" }, Deed, Ct),
            Ct)));

        var after = await FindAsync(camera.Id);
        Assert.Equal(13, after!.Version);
        Assert.Equal("0++++++++++++", after.Name);
    }

    [Fact]
    public async Task A_device_moved_to_a_room_elsewhere_belongs_to_that_property()
    {
        var camera = await AddAsync("Door");
        var room = new RoomId(await _site.AddRoomAsync());

        var (moved, _) = await Devices.ChangeAsync(camera.Id, null, device => device with { RoomId = room }, Deed, Ct);

        Assert.NotNull(moved!.PropertyId);
        Assert.NotEqual(camera.PropertyId, moved.PropertyId);
        Assert.Equal(moved, await FindAsync(camera.Id));
        Assert.Equal(
            Refusal.NoSuchRoom,
            (await Devices.ChangeAsync(camera.Id, null, device => device with { RoomId = RoomId.New() }, Deed, Ct)).Refusal);
    }

    [Fact]
    public async Task Devices_are_found_by_kind_room_and_part_of_the_name()
    {
        var yard = await AddAsync("Yard 100%_a");
        var gate = await AddAsync("GATE ñandú");
        var horn = await AddAsync("Horn", siren => siren with { Kind = DeviceKind.Siren, Source = null, Capabilities = CapabilitySet.Of(DeviceKind.Siren) });

        Assert.Equal([yard, gate, horn], await ListAsync(DeviceFilter.All));
        Assert.Equal([horn], await ListAsync(DeviceFilter.All with { Kind = DeviceKind.Siren }));
        Assert.Equal([gate], await ListAsync(DeviceFilter.All with { RoomId = gate.RoomId }));
        Assert.Equal([gate], await ListAsync(DeviceFilter.All with { Search = "ate ÑAN" }));
        Assert.Equal([yard], await ListAsync(DeviceFilter.All with { Search = "0%_" }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Search = "%" + "z" }));
        Assert.Equal([horn], await ListAsync(DeviceFilter.All with { Capabilities = ["siren"] }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Capabilities = ["siren", "video"] }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Capabilities = ["s_ren"] }));
        Assert.Equal([gate], await ListAsync(DeviceFilter.All with { PropertyId = gate.PropertyId }));
        Assert.Equal([], await ListAsync(DeviceFilter.All with { Assigned = false }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Search = "'; drop table devices; --" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("status")]
    [InlineData("-status")]
    [InlineData("kind")]
    [InlineData("room")]
    [InlineData("-property")]
    public async Task A_list_goes_on_after_the_last_one_seen_in_every_order(string sort)
    {
        var (property, elsewhere) = (await _site.AddPropertyAsync("A"), await _site.AddPropertyAsync("B"));
        var rooms = (await _site.AddRoomAsync(property, "Hall"), await _site.AddRoomAsync(elsewhere, "Attic"));
        foreach (var name in (string[])["c", "A", "b", "ñ", "a"])
        {
            _ = await _site.AddCameraAsync(name == "b" ? rooms.Item1 : rooms.Item2, name);
        }

        var status = _site.Get<StatusStore>();
        var all = await PageAsync(Sorting.ByAge, null, 100);
        await status.HearAsync(all[1].Device.Id, heard => heard.Answered(At), Ct);
        await status.HearAsync(all[2].Device.Id, heard => heard.FellSilent(DateTimeOffset.UtcNow), Ct);
        var errors = new FieldErrors();
        var sorting = Sorting.Read(sort, DeviceReader.SortKeys, errors);
        Assert.True(errors.IsEmpty);

        var seen = new List<DeviceEntry>();
        for (ListStart? start = null; ; start = new ListStart(seen[^1].SortKey, seen[^1].Device.Id.Value))
        {
            var page = await PageAsync(sorting, start, 2);
            seen.AddRange(page);
            if (page.Count < 2)
            {
                break;
            }
        }

        Assert.Equal((await PageAsync(sorting, null, 100)).Select(entry => entry.Device.Id), seen.Select(entry => entry.Device.Id));
        Assert.Equal(5, seen.Count);
        if (sort == "name")
        {
            Assert.Equal(["A", "a", "b", "c", "ñ"], seen.Select(entry => entry.Device.Name));
        }
    }

    [Fact]
    [Trait("Req", "R-13")]
    public async Task Lists_and_counts_are_narrowed_where_they_are_read()
    {
        var mine = await AddAsync("Mine");
        var foreign = await AddAsync("Foreign");
        var besides = await AddAsync("Besides", room: new RoomId(await _site.AddRoomAsync(mine.PropertyId!.Value.Value, "Vault")));
        _ = await Devices.ChangeAsync(foreign.Id, null, device => device.Unassigned(), Deed, Ct);
        var room = new AccessReach(false, false, new HashSet<Guid>(), new HashSet<Guid> { mine.RoomId!.Value.Value });
        var property = new AccessReach(false, false, new HashSet<Guid> { mine.PropertyId.Value.Value }, new HashSet<Guid>());
        var everywhere = new AccessReach(false, true, new HashSet<Guid>(), new HashSet<Guid>());
        var nothing = new AccessReach(false, false, new HashSet<Guid>(), new HashSet<Guid>());

        async Task SeesAsync(AccessReach reach, Guid[] devices, int properties, int rooms, (int Rooms, int Devices)? counts)
        {
            var (found, total) = await Reader.ListAsync(DeviceFilter.All, reach, Sorting.ByAge, null, 100, Ct);
            Assert.Equal(devices, found.Select(entry => entry.Device.Id.Value));
            Assert.Equal(devices.Length, total);
            Assert.Equal(properties, (await Properties.ListAsync(new PropertyFilter(), reach, Sorting.ByAge, null, 100, Ct)).Count);
            Assert.Equal(rooms, (await Rooms.ListAsync(null, reach, null, 100, Ct)).Count);
            var entry = await Properties.FindAsync(mine.PropertyId.Value, reach, Ct);
            Assert.Equal(counts, entry is null ? null : (entry.Rooms, entry.Devices));
        }

        await SeesAsync(Everything, [mine.Id.Value, foreign.Id.Value, besides.Id.Value], 2, 3, (2, 2));
        await SeesAsync(everywhere, [mine.Id.Value, besides.Id.Value], 2, 3, (2, 2));
        await SeesAsync(property, [mine.Id.Value, besides.Id.Value], 1, 2, (2, 2));
        await SeesAsync(room, [mine.Id.Value], 1, 1, (1, 1));
        await SeesAsync(nothing, [], 0, 0, null);
    }

    [Fact]
    [Trait("Req", "S-53")]
    public async Task A_camera_is_what_was_heard_of_it_last_and_offline_after_a_minute_of_silence()
    {
        var camera = await AddAsync("Door");
        var status = _site.Get<StatusStore>();
        var (id, now) = (camera.Id, DateTimeOffset.UtcNow);
        async Task<Heard> IsAsync() => (await Reader.FindAsync(id, Ct))!.Status;

        Assert.Equal(Heard.Unheard, await IsAsync());
        var began = At;
        await status.HearAsync(id, heard => heard.Answered(began), Ct);
        await status.HearAsync(id, heard => heard.Answered(began.AddMinutes(1)), Ct);
        Assert.Equal(new Heard("online", began, began.AddMinutes(1)), await IsAsync());

        var silent = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        await status.HearAsync(id, heard => heard.FellSilent(silent), Ct);
        Assert.Equal(new Heard("not-responding", silent, silent), await IsAsync());
        await status.HearAsync(id, heard => heard with { Since = silent.AddMinutes(-5) }, Ct);
        Assert.Equal(new Heard("offline", silent.AddMinutes(-4), silent), await IsAsync());
        Assert.Equal([camera], await ListAsync(DeviceFilter.All with { Status = "offline" }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Status = "not-responding" }));

        _ = await Devices.ChangeAsync(id, null, device => device with { Enabled = false }, Deed, Ct);
        Assert.Equal(new Heard("unknown", null, silent), await IsAsync());
        await status.HearAsync(DeviceId.New(), heard => heard.Answered(At), Ct);
    }

    [Fact]
    [Trait("Req", "R-36")]
    [Trait("Req", "R-43")]
    public async Task What_a_thing_says_of_itself_later_is_taken_over_and_another_things_id_is_not()
    {
        var first = await AddAsync("One", one => Thing(one) with { ThingId = "urn:dev:wot:1" });
        var second = await AddAsync("Two", Thing, first.RoomId);
        var camera = await AddAsync("Door");
        var (follow, context) = (_site.Get<FollowThings>(), new EventContext(Guid.NewGuid(), "", 1, At, default, "system", null));
        Task TellAsync(Device device, string id, params DeviceCapability[] capabilities) =>
            follow.HandleAsync(new ThingDescribed(device.Id, id, "Weather", capabilities, At), context, Ct);

        await TellAsync(second, "urn:dev:wot:2", new DeviceCapability("camera"), new DeviceCapability("sensor", Measure: "humidity", Unit: "bar"), new DeviceCapability("smell"));
        var told = (await FindAsync(second.Id))!;
        Assert.Equal(("urn:dev:wot:2", 2L), (told.ThingId, told.Version));
        Assert.Equal([new DeviceCapability("video"), new DeviceCapability("smell")], told.Capabilities.All);

        await TellAsync(second, "urn:dev:wot:1", new DeviceCapability("siren"));
        await TellAsync(second, "urn:dev:wot:2\n", new DeviceCapability("siren"));
        told = (await FindAsync(second.Id))!;
        Assert.Equal(("urn:dev:wot:2", 3L), (told.ThingId, told.Version));
        Assert.Equal([new DeviceCapability("siren")], told.Capabilities.All);

        await TellAsync(camera, "urn:dev:wot:3", new DeviceCapability("siren"));
        Assert.Equal(camera, await FindAsync(camera.Id));
    }

    [Fact]
    public async Task A_device_stands_on_one_plan_of_its_property_and_leaves_it_with_the_property()
    {
        var plans = _site.Get<PlanStore>();
        var (camera, foreign) = (await AddAsync("Door"), await AddAsync("Elsewhere"));
        var second = await AddAsync("Second", room: new RoomId(await _site.AddRoomAsync(camera.PropertyId!.Value.Value, "Vault")));
        Plan Floor(string name) => new(Guid.CreateVersion7(name == "First" ? At.AddSeconds(1) : At), camera.PropertyId.Value, name, "image/png", 4, 3, "00");
        var (ground, first) = (Floor("Ground"), Floor("First"));
        Assert.Null(await plans.AddAsync(ground, [1, 2, 3], Deed, Ct));
        Assert.Null(await plans.AddAsync(first, [4], Deed, Ct));
        Assert.Equal(Refusal.NotFound, await plans.AddAsync(ground with { Id = Guid.CreateVersion7(), PropertyId = PropertyId.New() }, [1], Deed, Ct));
        Assert.Equal([1, 2, 3], await plans.PictureAsync(ground.Id, Ct));
        Assert.Equal(ground, await plans.FindAsync(ground.Id, Ct));

        async Task<string[]> StandAsync(AccessReach? reach = null) =>
        [
            .. (await plans.ListAsync(camera.PropertyId.Value, reach ?? Everything, Ct))
                .SelectMany(entry => entry.Placements, (entry, placement) => $"{entry.Plan.Name} {placement.DeviceId} {placement.X} {placement.Y}"),
        ];

        Assert.Equal(Refusal.NotOfThisProperty, await plans.PlaceAsync(ground.Id, [new Placement(foreign.Id, 0, 0)], Deed, Ct));
        Assert.Null(await plans.PlaceAsync(ground.Id, [new Placement(camera.Id, 0.25, 1), new Placement(second.Id, 0, 0.5)], Deed, Ct));
        Assert.Null(await plans.PlaceAsync(first.Id, [new Placement(second.Id, 1, 0.125)], Deed, Ct));
        Assert.Equal([$"Ground {camera.Id} 0.25 1", $"First {second.Id} 1 0.125"], await StandAsync());
        var vault = new AccessReach(false, false, new HashSet<Guid>(), new HashSet<Guid> { second.RoomId!.Value.Value });
        Assert.Equal([$"First {second.Id} 1 0.125"], await StandAsync(vault));

        _ = await Devices.ChangeAsync(camera.Id, null, device => device with { RoomId = second.RoomId }, Deed, Ct);
        Assert.Equal(2, (await StandAsync()).Length);
        _ = await Devices.ChangeAsync(camera.Id, null, device => device with { RoomId = foreign.RoomId }, Deed, Ct);
        Assert.Equal([$"First {second.Id} 1 0.125"], await StandAsync());
        _ = await Devices.RemoveAsync(second.Id, Deed, Ct);
        Assert.Empty(await StandAsync());
        Assert.Null(await plans.RemoveAsync(first.Id, Deed, Ct));
        Assert.Equal((null, null), await Properties.RemoveAsync(camera.PropertyId.Value, empties: true, Deed, Ct));
        Assert.Null(await plans.FindAsync(ground.Id, Ct));
    }

    [Fact]
    public async Task Adding_and_removing_is_told_with_who_did_it()
    {
        var camera = await AddAsync("Door");
        _ = await Devices.RemoveAsync(camera.Id, Deed, Ct);

        var said = await _site.SaidAsync();
        Assert.Equal(
            ["inventory.device-added", "audit.action-recorded", "inventory.device-removed", "audit.action-recorded"],
            said.TakeLast(4).Select(one => one.Type));
        Assert.Contains("\"somebody\"", said[^1].Content, StringComparison.Ordinal);
        Assert.Contains("inventory.device-removed", said[^1].Content, StringComparison.Ordinal);
    }

    private static AccessReach Everything { get; } = TestTokens.Administrator.Reach();

    private static Device Camera(RoomId room, string name) => new(
        DeviceId.New(),
        DeviceKind.Camera,
        name,
        room,
        null,
        Enabled: true,
        Recording: true,
        new CameraSource(new Uri("rtsp://192.168.1.20/x"), null, null, null, CameraTransport.Auto),
        Version: 1,
        At);

    private static Device Thing(Device camera) => camera with { Kind = DeviceKind.Thing, Source = null, Recording = false };

    private async Task<Device> AddAsync(string name, Func<Device, Device>? shape = null, RoomId? room = null)
    {
        var place = room ?? new RoomId(await _site.AddRoomAsync());
        var device = Camera(place, name);
        device = (shape?.Invoke(device) ?? device) with { PropertyId = (await Rooms.FindAsync(place, Ct))!.PropertyId };
        Assert.Null(await Devices.AddAsync(device, Deed, Ct));
        return device;
    }

    private async Task<Device?> FindAsync(DeviceId id) => (await Reader.FindAsync(id, Ct))?.Device;

    private async Task<IReadOnlyList<DeviceEntry>> PageAsync(Sorting sorting, ListStart? start, int count) =>
        (await Reader.ListAsync(DeviceFilter.All, Everything, sorting, start, count, Ct)).Devices;

    private async Task<IEnumerable<Device>> ListAsync(DeviceFilter filter) =>
        (await Reader.ListAsync(filter, Everything, Sorting.ByAge, null, 100, Ct)).Devices.Select(entry => entry.Device);
}
