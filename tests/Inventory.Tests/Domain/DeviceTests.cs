using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Tests.Domain;

public sealed class DeviceTests
{
    private static readonly Device Camera = new(
        DeviceId.New(),
        DeviceKind.Camera,
        "Door",
        RoomId.New(),
        PropertyId.New(),
        Enabled: true,
        Recording: true,
        new CameraSource(new Uri("rtsp://192.168.1.20/x"), null, "admin", "protected", CameraTransport.Auto),
        Version: 3,
        DateTimeOffset.UnixEpoch);

    [Fact]
    [Trait("Req", "O-4")]
    [Trait("Req", "O-5")]
    public void A_change_that_changes_nothing_tells_nobody() => Assert.Empty(Camera.Decide(Camera with { Enabled = true }));

    [Fact]
    [Trait("Req", "O-4")]
    public void Switching_off_tells_the_whole_device()
    {
        var off = Camera with { Enabled = false, Version = 4 };

        Assert.Equal([new DeviceDisabled(off.ToState())], Camera.Decide(off));
        Assert.Equal([new DeviceEnabled((Camera with { Version = 5 }).ToState())], off.Decide(Camera with { Version = 5 }));
    }

    [Fact]
    [Trait("Req", "O-6")]
    public void A_new_url_is_a_change()
    {
        var moved = Camera with { Source = Camera.Source! with { Url = new Uri("rtsp://192.168.1.21/x") }, Version = 4 };

        Assert.Equal([new DeviceChanged(moved.ToState())], Camera.Decide(moved));
    }

    [Fact]
    public void Switching_and_changing_at_once_tells_both_with_the_final_state()
    {
        var after = Camera with { Name = "Gate", Enabled = false, Version = 4 };

        Assert.Equal([new DeviceChanged(after.ToState()), new DeviceDisabled(after.ToState())], Camera.Decide(after));
    }
}
