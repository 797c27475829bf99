using Vedette.Simulator.Things;

namespace Vedette.Sensing.Tests.Watching;

/// <summary>What a thing emits becomes measurements, once each, with the declared measure and unit.</summary>
public sealed class MeasuringTests
{
    [Theory]
    [InlineData(ThingSecurity.NoSec)]
    [InlineData(ThingSecurity.Basic)]
    [InlineData(ThingSecurity.Bearer)]
    [InlineData(ThingSecurity.ApiKey)]
    [InlineData(ThingSecurity.Digest)]
    [Trait("Req", "R-42")]
    public async Task Every_sensor_is_heard_once(ThingSecurity security)
    {
        await using var desk = await Desk.StartAsync(new ThingOptions { Interval = TimeSpan.FromMilliseconds(100), Security = security });
        var thing = desk.Things["thing1"];
        _ = await desk.FederateAsync(thing, username: security is ThingSecurity.Basic or ThingSecurity.Digest ? "vedette" : null, secret: "thing-secret");

        await Desk.UntilAsync(async () => (await desk.EventsAsync("sensing.measurement-received")).Count >= 9);
        var rounds = thing.Rounds;
        var measurements = await desk.EventsAsync("sensing.measurement-received");

        Assert.Equal(
            ["humidity percentage", "pressure pascal", "temperature celsius"],
            measurements.Select(one => $"{one.GetProperty("measure").GetString()} {one.GetProperty("unit").GetString()}").Distinct().Order());
        // The thing tells each value as a property and as an event.
        Assert.True(measurements.Count <= rounds * 3, $"{measurements.Count} measurements of {rounds} rounds.");
        Assert.Equal(measurements.Count, measurements.Select(one => one.GetProperty("measurementId").GetGuid()).Distinct().Count());
    }

    [Fact]
    public async Task What_is_not_as_declared_is_counted_and_left_out()
    {
        await using var desk = await Desk.StartAsync();
        var thing = desk.Things["thing1"];
        thing.Behave(ThingBehaviour.WrongValues);
        var device = await desk.FederateAsync(thing);

        await Desk.UntilAsync(() => desk.StateOf(device).LeftOut > 3);

        Assert.Empty(await desk.EventsAsync("sensing.measurement-received"));
        Assert.Empty(desk.StateOf(device).Latest);
    }

    [Fact]
    public async Task A_device_that_is_switched_off_or_removed_is_not_listened_to()
    {
        await using var desk = await Desk.StartAsync();
        var thing = desk.Things["thing1"];
        var device = await desk.FederateAsync(thing);
        await Desk.UntilAsync(() => thing.Listeners > 0 && !desk.StateOf(device).Latest.IsEmpty);

        await desk.ChangeAsync(device, state => state with { Enabled = false });
        await Desk.UntilAsync(() => thing.Listeners == 0);
        await desk.ChangeAsync(device, state => state with { Enabled = true });
        await Desk.UntilAsync(() => thing.Listeners > 0);
        await desk.RemoveAsync(device);
        await Desk.UntilAsync(() => thing.Listeners == 0);

        Assert.Empty((await desk.GetAsync("/api/sensing/things")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task One_that_floods_is_taken_in_measure()
    {
        await using var desk = await Desk.StartAsync(new ThingOptions { Things = 2, Interval = TimeSpan.FromMilliseconds(200) });
        desk.Things["thing1"].Behave(ThingBehaviour.Flood);
        var flood = await desk.FederateAsync(desk.Things["thing1"]);
        var good = await desk.FederateAsync(desk.Things["thing2"]);

        await Desk.UntilAsync(() => desk.StateOf(flood).Latest.Count == 3 && desk.StateOf(good).Latest.Count == 3);
        await Desk.UntilAsync(async () => (await desk.EventsAsync("sensing.measurement-received")).Any(one => one.GetProperty("deviceId").GetGuid() == good.Value));
    }
}
