using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Vedette.Contracts.Identity;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Recording.Features;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Access;

/// <summary>Access follows what happens to people and to cameras, at once.</summary>
public sealed class FootageFollowsAccessTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-13")]
    public async Task A_camera_that_is_moved_takes_its_footage_along_and_one_in_no_room_is_the_administrators_alone()
    {
        await using var placed = await PlacedFootage.StartAsync();
        var (mine, foreign) = ($"/api/recording/cameras/{placed.InRoom}/timeline", $"/api/recording/cameras/{placed.InVault}/timeline");

        await placed.Rig.AddCameraAsync(placed.InRoom, "Room", placed.Vault, version: 2);
        await placed.Rig.AddCameraAsync(placed.InVault, "Vault", placed.Room, version: 2);

        Assert.Equal((404, 200), (await placed.StatusAsync(HttpMethod.Get, mine), await placed.StatusAsync(HttpMethod.Get, foreign)));
        await placed.Rig.AddCameraAsync(placed.InVault, "Vault", place: null, version: 3);
        Assert.Equal(404, await placed.StatusAsync(HttpMethod.Get, foreign));
        Assert.Equal(200, (int)(await placed.Rig.Http.GetAsync(foreign, Stop)).StatusCode);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_camera_without_a_room_is_recorded_on_and_a_removed_one_is_remembered_where_it_was(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        var (follow, id, place) = (rig.Get<FollowInventory>(), DeviceId.New(), new Place(PropertyId.New(), RoomId.New()));
        DeviceState Device(Place? where, long version) =>
            new(id, DeviceKind.Camera, "Gate", where?.RoomId, where?.PropertyId, true, true, null, version);
        var context = new EventContext(Guid.CreateVersion7(), "inventory.device-changed", 1, FootageRig.Start, id.Value, "ana", null);
        async Task<RosterCamera> KnownAsync()
        {
            var known = rig.Get<CameraRoster>().Find(id.AsCamera()) ?? rig.Get<CameraRoster>().Cameras[id.AsCamera()];
            Assert.Equal(known, (await rig.Get<RosterStore>().AllAsync(Stop)).Single(camera => camera.Id == known.Id));
            return known;
        }

        await follow.HandleAsync(new DeviceAdded(Device(null, 1)), context, Stop);
        Assert.Null((await KnownAsync()).Place);
        await follow.HandleAsync(new DeviceChanged(Device(place, 1)), context, Stop);
        Assert.Equal(place, (await KnownAsync()).Place);
        await follow.HandleAsync(new DeviceChanged(Device(null, 2)), context, Stop);
        Assert.Equal((null, true), ((await KnownAsync()).Place, (await KnownAsync()).Wanted));
        await follow.HandleAsync(new DeviceChanged(Device(place, 3)), context, Stop);
        await follow.HandleAsync(new DeviceRemoved(id), context, Stop);
        Assert.Equal((place, true), ((await KnownAsync()).Place, (await KnownAsync()).Removed));
    }

    [Fact]
    public async Task A_grant_for_a_time_counts_from_its_beginning_to_its_end()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var rig = await FootageRig.StartAsync(time: time);
        var place = new Place(PropertyId.New(), RoomId.New());
        await rig.AddCameraAsync(rig.Camera, "Front door", place, version: 2);
        var (from, until) = (time.GetUtcNow().AddHours(1), time.GetUtcNow().AddHours(2));
        using var guard = rig.As(TestTokens.Guardian(new Grant(GrantScope.Room, place.RoomId.Value, Rights.Playback, from, until)));
        async Task<int> StatusAsync() => (int)(await guard.GetAsync(rig.Path("timeline"), Stop)).StatusCode;

        Assert.Equal(403, await StatusAsync());
        time.Jump(from);
        Assert.Equal(200, await StatusAsync());
        time.Jump(until);
        Assert.Equal(403, await StatusAsync());
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("user")]
    [InlineData("sign-in")]
    [InlineData("camera")]
    public async Task What_is_being_sent_is_cut_off_when_the_right_to_it_ends(string what)
    {
        await using var placed = await PlacedFootage.StartAsync();
        var (follow, guardian, context) = (placed.Rig.Get<FollowUsers>(), placed.Guardian with { SignIn = Guid.NewGuid() }, new DefaultHttpContext());
        var (cut, kept, other) = (new Connection(), new Connection(), new DefaultHttpContext());
        context.Features.Set<IHttpRequestLifetimeFeature>(cut);
        other.Features.Set<IHttpRequestLifetimeFeature>(kept);
        placed.Rig.Get<FootageLeases>().WatchOver(context, guardian, Right.Export, [placed.InRoom]);
        placed.Rig.Get<FootageLeases>().WatchOver(other, TestTokens.Administrator, Right.Export, [placed.InRoom]);
        var now = DateTimeOffset.UtcNow;

        await (what switch
        {
            "grant" => follow.HandleAsync(new AccessChanged(guardian.UserId, 1, true, "guardian", [Roles.Guardian], [], now), Stop),
            "user" => follow.HandleAsync(new AccessChanged(guardian.UserId, 1, false, "guardian", guardian.Roles, [.. guardian.Given.Select(grant => grant.ToString())], now), Stop),
            "sign-in" => follow.HandleAsync(new SignInEnded(guardian.SignIn!.Value, guardian.UserId, now), Stop),
            _ => placed.Rig.AddCameraAsync(placed.InRoom, "Room", placed.Vault, version: 2),
        });

        Assert.Equal((true, false), (cut.IsCut, kept.IsCut));
    }

    [Fact]
    [Trait("Req", "S-21")]
    public async Task What_is_written_down_tells_from_where_it_was_done()
    {
        await using var placed = await PlacedFootage.StartAsync();
        _ = await placed.OrderAsync("exports", placed.InRoom);
        _ = await placed.OrderAsync("clips", placed.InRoom);
        _ = await placed.OrderAsync("holds", placed.InRoom);
        _ = await placed.Rig.Http.GetByteArrayAsync(placed.Rig.Path("export.mp4", TimeSpan.Zero, TimeSpan.FromSeconds(2), placed.InRoom), Stop);

        var told = await placed.Rig.Get<Database<RecordingModule>>().WriteAsync(
            unit => unit.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded'"), Stop);

        Assert.True(told.Count >= 4);
        Assert.All(told, data => Assert.Contains("\"address\":\"127.0.0.1\"", data, StringComparison.Ordinal));
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public bool IsCut { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsCut = true;
    }
}
