using Vedette.Media.Onvif;
using Vedette.Media.Sources;
using Vedette.Simulator.Clips;
using Vedette.Simulator.Onvif;
using Xunit;

namespace Vedette.Simulator.Tests.Onvif;

public sealed class OnvifDeviceTests
{
    [Fact]
    public async Task A_search_finds_every_camera_with_its_name_and_place()
    {
        await using var devices = await Devices.StartAsync(cameras: 2);

        var found = await devices.SearchAsync();

        Assert.Equal(2, found.Count);
        Assert.Equal(devices.First.Url, found[0].Url);
        Assert.Equal(devices.Simulator["cam1"].Title, found[0].Name);
        Assert.Equal("Drawing cam2", found[1].Location);
        Assert.Equal("Simulator", found[1].Hardware);
    }

    [Theory]
    [InlineData(OnvifQuirks.WrongHost)]
    [InlineData(OnvifQuirks.None)]
    public async Task A_search_believes_the_address_an_answer_comes_from(OnvifQuirks quirks)
    {
        await using var devices = await Devices.StartAsync(quirks);

        Assert.Equal("127.0.0.1", (await devices.SearchAsync())[0].Url.Host);
    }

    [Theory]
    [InlineData(OnvifAuthentication.None, OnvifQuirks.None)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.None)]
    [InlineData(OnvifAuthentication.Digest, OnvifQuirks.None)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.ClockNeedsPassword)]
    [InlineData(OnvifAuthentication.Digest, OnvifQuirks.ClockNeedsPassword)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.WrongHost)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.NoHost)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.WrongPort)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.WrongScheme)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.OnlyCapabilities)]
    [InlineData(OnvifAuthentication.WsSecurity, OnvifQuirks.BrokenMedia2)]
    public async Task A_probe_tells_what_a_device_is_and_offers(OnvifAuthentication authentication, OnvifQuirks quirks)
    {
        await using var devices = await Devices.StartAsync(quirks, authentication);

        var probe = await devices.ProbeAsync();

        Assert.Equal(new OnvifDevice("Vedette", "Simulator", "1.0", "cam1"), probe.Device);
        Assert.True(probe.HasPtz);
        Assert.True(probe.HasEvents);
        Assert.InRange(probe.ClockOffset.TotalSeconds, -2, 2);
        Assert.Equal(["main", "sub"], probe.Profiles.Select(offer => offer.Profile.Token));
        Assert.Equal(devices.Simulator["cam1"].Url, probe.Profiles[0].StreamUrl);
        Assert.Equal("127.0.0.1", probe.Profiles[0].SnapshotUrl?.Host ?? "127.0.0.1");
        Assert.Equal(new OnvifVideo("h264", 320, 180, 15, 200_000, 15), probe.Profiles[0].Profile.Video);
        Assert.True(probe.Profiles[0].Profile.HasPtz);
        Assert.False(probe.Profiles[1].Profile.HasPtz);
    }

    [Fact]
    public async Task A_device_without_Media_is_asked_by_Media2_and_says_h265()
    {
        await using var devices = await Devices.StartAsync(OnvifQuirks.OnlyMedia2);

        var probe = await devices.ProbeAsync();

        Assert.Equal("h265", probe.Profiles[0].Profile.Video!.Codec);
        Assert.Equal(devices.Simulator["cam1"].Url, probe.Profiles[0].StreamUrl);
    }

    [Fact]
    public async Task A_device_with_both_is_believed_where_it_says_more()
    {
        await using var simulator = await CameraSimulator.StartAsync(new() { Clip = ClipShape.Small with { Seconds = 2, Video = ClipVideo.H265 }, OnvifPort = 0 });

        var probe = await OnvifProbe.AskAsync(
            new SourceEndpoint(simulator["cam1"].Onvif!.Url, null, null), new OnvifTimeouts(), TimeProvider.System, CancellationToken.None);

        Assert.Equal("h265", probe.Profiles[0].Profile.Video!.Codec);
        Assert.Equal(2, probe.Profiles.Count);
    }

    [Theory]
    [InlineData(OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifAuthentication.Digest)]
    public async Task A_wrong_password_is_told_apart_and_in_no_message(OnvifAuthentication authentication)
    {
        await using var devices = await Devices.StartAsync(authentication: authentication);

        var refused = await Assert.ThrowsAsync<OnvifException>(() => devices.ProbeAsync("hunter2"));

        Assert.Equal(OnvifCause.WrongPassword, refused.Cause);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-7 * 24 * 3600)]
    public async Task Signing_in_follows_the_clock_of_the_device(double seconds)
    {
        await using var devices = await Devices.StartAsync();
        devices.First.ClockOffset = TimeSpan.FromSeconds(seconds);

        var probe = await devices.ProbeAsync();

        Assert.InRange(probe.ClockOffset.TotalSeconds, seconds - 3, seconds + 3);
    }

    [Fact]
    public async Task A_device_that_tells_one_time_and_judges_by_ours_is_signed_in_to()
    {
        await using var devices = await Devices.StartAsync(OnvifQuirks.TwoClocks);
        devices.First.ClockOffset = TimeSpan.FromHours(2);

        Assert.Equal("Simulator", (await devices.ProbeAsync()).Device.Model);
    }

    [Fact]
    public async Task A_refused_sign_in_with_a_clock_far_off_says_so()
    {
        await using var devices = await Devices.StartAsync();
        devices.First.ClockOffset = TimeSpan.FromHours(2);

        var refused = await Assert.ThrowsAsync<OnvifException>(() => devices.ProbeAsync("wrong"));

        Assert.Equal(OnvifCause.ClockSkew, refused.Cause);
        Assert.Contains("120 minutes ahead", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_turns_stops_looks_and_remembers()
    {
        await using var devices = await Devices.StartAsync();
        using var camera = await devices.ConnectAsync();
        var ptz = await camera.OpenPtzAsync((await camera.GetProfilesAsync(default))[0], default);
        Assert.True(ptz.IsContinuous && ptz.IsAbsolute && ptz.CanZoom);

        await ptz.MoveAsync(new OnvifPosition(1, -0.5, 0), TimeSpan.FromSeconds(5), default);
        Assert.True((await ptz.GetStatusAsync(default)).IsMoving);
        await Task.Delay(200);
        await ptz.StopAsync(default);
        var stopped = await ptz.GetStatusAsync(default);
        Assert.False(stopped.IsMoving);
        Assert.True(stopped.Position!.Value.Pan > 0.05 && stopped.Position.Value.Tilt < 0, stopped.ToString());

        await ptz.LookAtAsync(new OnvifPosition(-0.25, 0.5, 0.75), default);
        Assert.Equal(new OnvifPosition(-0.25, 0.5, 0.75), (await ptz.GetStatusAsync(default)).Position);
        var token = await ptz.SetPresetAsync("Gate <west> & \"hedge\"", default);
        await ptz.LookAtAsync(default, default);
        await ptz.GoToPresetAsync(token, default);
        Assert.Equal(new PtzPosition(-0.25, 0.5, 0.75), devices.First.Position);
        Assert.Equal([new OnvifPreset(token, "Gate <west> & \"hedge\"")], await ptz.GetPresetsAsync(default));
        await ptz.RemovePresetAsync(token, default);
        Assert.Empty(await ptz.GetPresetsAsync(default));
        Assert.Equal("NoToken", (await Assert.ThrowsAsync<OnvifException>(() => ptz.GoToPresetAsync(token, default))).Fault);
    }

    [Fact]
    public async Task A_move_without_an_end_is_asked_for_when_the_camera_refuses_the_time_out()
    {
        await using var devices = await Devices.StartAsync(OnvifQuirks.RefusesMoveTimeout);
        using var camera = await devices.ConnectAsync();
        var ptz = await camera.OpenPtzAsync((await camera.GetProfilesAsync(default))[0], default);

        await ptz.MoveAsync(new OnvifPosition(0, 0, 1), TimeSpan.FromSeconds(5), default);

        Assert.True(devices.First.IsMoving);
    }
}
