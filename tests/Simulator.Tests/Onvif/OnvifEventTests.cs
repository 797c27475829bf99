using Vedette.Media.Onvif;
using Vedette.Simulator.Onvif;
using Vedette.Support;
using Xunit;

namespace Vedette.Simulator.Tests.Onvif;

/// <summary>The event service and what is wrong with those of real devices; docs/onvif.md has the same list.</summary>
public sealed class OnvifEventTests
{
    [Theory]
    [InlineData(OnvifQuirks.None, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.None, OnvifAuthentication.Digest)]
    [InlineData(OnvifQuirks.WrongHost, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.NoHost, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.WrongPort, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.WrongScheme, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.UrnAddress, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.ReferenceParameters, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.NeedsAddressing, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.NeedsAddressing | OnvifQuirks.NoHost, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.NeedsAddressing | OnvifQuirks.WrongHost, OnvifAuthentication.Digest)]
    [InlineData(OnvifQuirks.RefusesAddressing, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.NeedsActionInContentType, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.RefusesDurations, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.RefusesTerminationTime, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.PastTermination, OnvifAuthentication.WsSecurity)]
    [InlineData(OnvifQuirks.OnlyCapabilities, OnvifAuthentication.WsSecurity)]
    public async Task Motion_is_told_as_it_begins_and_ends(OnvifQuirks quirks, OnvifAuthentication authentication)
    {
        await using var devices = await Devices.StartAsync(quirks, authentication);
        using var camera = await devices.ConnectAsync();
        var events = await camera.SubscribeAsync(default);
        var motion = new OnvifMotion();

        await UntilAsync(events, motion, false);
        devices.First.Move(true);
        await UntilAsync(events, motion, true);
        devices.First.Move(false);
        await UntilAsync(events, motion, false);
        await events.UnsubscribeAsync(default);

        Assert.Equal(0, devices.First.Subscriptions);
        Assert.Equal(1, devices.First.SubscriptionsEver);
    }

    [Theory]
    [InlineData(OnvifQuirks.None, 1)]
    [InlineData(OnvifQuirks.RefusesDurations, 1)]
    [InlineData(OnvifQuirks.PastTermination, 1)]
    [InlineData(OnvifQuirks.RefusesAddressing, 1)]
    [InlineData(OnvifQuirks.ReferenceParameters, 1)]
    [InlineData(OnvifQuirks.NoRenew, 0)]
    public async Task A_subscription_is_renewed_in_time_or_lives_as_long_as_it_is_asked(OnvifQuirks quirks, int renewals)
    {
        await using var devices = await Devices.StartAsync(quirks, OnvifAuthentication.None);
        var time = new ManualTime();
        using var camera = await OnvifCamera.ConnectAsync(devices.Endpoint(), new OnvifTimeouts(), time, default);
        var events = await camera.SubscribeAsync(default);
        _ = await events.PullAsync(default);
        Assert.Equal(0, devices.First.Renewals);

        time.Advance(TimeSpan.FromSeconds(90));
        devices.First.Move(true);

        Assert.Single(await events.PullAsync(default));
        Assert.Equal(renewals, devices.First.Renewals);
        Assert.Equal(1, devices.First.SubscriptionsEver);
    }

    [Fact]
    public async Task A_subscription_the_device_forgot_is_a_fault_and_a_new_one_works()
    {
        await using var devices = await Devices.StartAsync();
        using var camera = await devices.ConnectAsync();
        var events = await camera.SubscribeAsync(default);
        devices.First.ForgetSubscriptions();

        _ = await Assert.ThrowsAsync<OnvifException>(() => events.PullAsync(default));

        Assert.NotEmpty(await (await camera.SubscribeAsync(default)).PullAsync(default));
    }

    [Fact]
    public async Task A_connection_that_ends_when_there_is_nothing_to_tell_is_an_empty_pull()
    {
        await using var devices = await Devices.StartAsync(OnvifQuirks.ClosesEmptyPulls);
        using var camera = await devices.ConnectAsync();
        var events = await camera.SubscribeAsync(default);
        _ = await events.PullAsync(default);

        Assert.Empty(await events.PullAsync(default));
    }

    [Theory]
    [InlineData("tns1:VideoSource/MotionAlarm", "State")]
    [InlineData("tns1:RuleEngine/MotionRegionDetector/Motion", "State")]
    [InlineData("tnsaxis:CameraApplicationPlatform/VMD/Camera1Profile1", "active")]
    public async Task Motion_has_many_names(string topic, string value)
    {
        await using var devices = await Devices.StartAsync();
        (devices.First.MotionTopic, devices.First.MotionValue) = (topic, value);
        devices.First.Move(true);
        using var camera = await devices.ConnectAsync();

        await UntilAsync(await camera.SubscribeAsync(default), new OnvifMotion(), true);
    }

    [Fact]
    public async Task A_device_can_be_asked_how_things_stand()
    {
        await using var devices = await Devices.StartAsync();
        using var camera = await devices.ConnectAsync();
        var events = await camera.SubscribeAsync(default);
        _ = await events.PullAsync(default);

        await events.AskForStateAsync(default);

        Assert.Equal(OnvifOperation.Initialized, Assert.Single(await events.PullAsync(default)).Operation);
    }

    private static async Task UntilAsync(OnvifPullPoint events, OnvifMotion motion, bool active)
    {
        for (var pulls = 0; motion.IsActive != active && pulls < 5; pulls++)
        {
            foreach (var message in await events.PullAsync(CancellationToken.None))
            {
                _ = motion.Take(message, TimeProvider.System.GetUtcNow());
            }
        }

        Assert.Equal(active, motion.IsActive);
    }
}
