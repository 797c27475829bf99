using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Storage;

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
        });
        var siren = await AddAsync("Horn", siren => siren with { Kind = DeviceKind.Siren, Source = null, Recording = false, Enabled = false });

        Assert.Equal(camera, await Devices.FindAsync(camera.Id, Ct));
        Assert.Equal(gate, await Devices.FindAsync(gate.Id, Ct));
        Assert.Equal(siren, await Devices.FindAsync(siren.Id, Ct));
        var (changed, _) = await Devices.ChangeAsync(camera.Id, null, device => device with { Source = gate.Source }, Deed, Ct);
        Assert.Equal(gate.Source, (await Devices.FindAsync(camera.Id, Ct))!.Source);
        Assert.Equal(changed, await Devices.FindAsync(camera.Id, Ct));
    }

    [Fact]
    public async Task A_device_needs_a_room_that_is_there()
    {
        var lost = Camera(RoomId.New(), "Door");

        Assert.Equal(Refusal.NoSuchRoom, await Devices.AddAsync(lost, Deed, Ct));
        Assert.Null(await Devices.FindAsync(lost.Id, Ct));
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

        Assert.Equal(Refusal.NotEmpty, await Properties.RemoveAsync(camera.PropertyId, Deed, Ct));
        Assert.Equal(Refusal.NotEmpty, await Rooms.RemoveAsync(camera.RoomId, Deed, Ct));
        Assert.Null(await Devices.RemoveAsync(camera.Id, Deed, Ct));
        Assert.Null(await Rooms.RemoveAsync(camera.RoomId, Deed, Ct));
        Assert.Null(await Properties.RemoveAsync(camera.PropertyId, Deed, Ct));
        Assert.Equal(Refusal.NotFound, await Properties.RemoveAsync(camera.PropertyId, Deed, Ct));
    }

    [Fact]
    public async Task Every_change_raises_the_version_and_a_stale_one_is_refused()
    {
        var camera = await AddAsync("Door");

        var (changed, _) = await Devices.ChangeAsync(camera.Id, 1, device => device with { Name = "Gate" }, Deed, Ct);
        var (_, refusal) = await Devices.ChangeAsync(camera.Id, 1, device => device with { Name = "Barn" }, Deed, Ct);

        Assert.Equal(2, changed!.Version);
        Assert.Equal(Refusal.Stale, refusal);
        Assert.Equal("Gate", (await Devices.FindAsync(camera.Id, Ct))!.Name);
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

        var after = await Devices.FindAsync(camera.Id, Ct);
        Assert.Equal(13, after!.Version);
        Assert.Equal("0++++++++++++", after.Name);
    }

    [Fact]
    public async Task A_device_moved_to_a_room_elsewhere_belongs_to_that_property()
    {
        var camera = await AddAsync("Door");
        var room = new RoomId(await _site.AddRoomAsync());

        var (moved, _) = await Devices.ChangeAsync(camera.Id, null, device => device with { RoomId = room }, Deed, Ct);

        Assert.NotEqual(camera.PropertyId, moved!.PropertyId);
        Assert.Equal(moved, await Devices.FindAsync(camera.Id, Ct));
        Assert.Equal(
            Refusal.NoSuchRoom,
            (await Devices.ChangeAsync(camera.Id, null, device => device with { RoomId = RoomId.New() }, Deed, Ct)).Refusal);
    }

    [Fact]
    public async Task Devices_are_found_by_kind_room_and_part_of_the_name()
    {
        var yard = await AddAsync("Yard 100%_a");
        var gate = await AddAsync("GATE ñandú");
        var horn = await AddAsync("Horn", siren => siren with { Kind = DeviceKind.Siren, Source = null });

        Assert.Equal([yard, gate, horn], await ListAsync(DeviceFilter.All));
        Assert.Equal([horn], await ListAsync(DeviceFilter.All with { Kind = DeviceKind.Siren }));
        Assert.Equal([gate], await ListAsync(DeviceFilter.All with { RoomId = gate.RoomId }));
        Assert.Equal([gate], await ListAsync(DeviceFilter.All with { Search = "ate ÑAN" }));
        Assert.Equal([yard], await ListAsync(DeviceFilter.All with { Search = "0%_" }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Search = "%" + "z" }));
        Assert.Empty(await ListAsync(DeviceFilter.All with { Search = "'; drop table devices; --" }));
    }

    [Fact]
    public async Task A_list_goes_on_after_the_last_one_seen()
    {
        var room = await _site.AddRoomAsync();
        var ids = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add(await _site.AddCameraAsync(room, $"Camera {number}"));
        }

        var first = await Devices.ListAsync(DeviceFilter.All, null, 3, Ct);
        var second = await Devices.ListAsync(DeviceFilter.All, first[^1].Id.Value, 3, Ct);

        Assert.Equal(ids.Order(), first.Concat(second).Select(device => device.Id.Value));
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

    private static Device Camera(RoomId room, string name) => new(
        DeviceId.New(),
        DeviceKind.Camera,
        name,
        room,
        default,
        Enabled: true,
        Recording: true,
        new CameraSource(new Uri("rtsp://192.168.1.20/x"), null, null, null, CameraTransport.Auto),
        Version: 1,
        At);

    private async Task<Device> AddAsync(string name, Func<Device, Device>? shape = null)
    {
        var property = await _site.AddPropertyAsync();
        var room = new RoomId(await _site.AddRoomAsync(property));
        var device = Camera(room, name);
        device = (shape?.Invoke(device) ?? device) with { PropertyId = new PropertyId(property) };
        Assert.Null(await Devices.AddAsync(device, Deed, Ct));
        return device;
    }

    private Task<IReadOnlyList<Device>> ListAsync(DeviceFilter filter) => Devices.ListAsync(filter, null, 100, Ct);
}
