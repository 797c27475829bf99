using Vedette.Contracts.Sensing;
using Vedette.Simulator.Things;

namespace Vedette.Sensing.Tests.Watching;

/// <summary>A thing is on or off as it is wanted, whatever happened meanwhile.</summary>
public sealed class TogglingTests
{
    [Fact]
    [Trait("Req", "R-38")]
    public async Task It_is_switched_with_the_device_and_told_only_when_they_differ()
    {
        await using var desk = await Desk.StartAsync();
        var thing = desk.Things["thing1"];
        var device = await desk.FederateAsync(thing, enabled: false);

        await Desk.UntilAsync(() => desk.StateOf(device).Enabled == false);
        await Desk.UntilAsync(() => desk.StateOf(device).Looks > 3);
        Assert.Equal((1, false), (thing.Toggles, thing.Enabled));

        await desk.ChangeAsync(device, state => state with { Enabled = true });
        await Desk.UntilAsync(() => desk.StateOf(device).Enabled == true);
        var looks = desk.StateOf(device).Looks;
        await Desk.UntilAsync(() => desk.StateOf(device).Looks > looks + 2);
        Assert.Equal((2, true), (thing.Toggles, thing.Enabled));
        await Desk.UntilAsync(async () => (await desk.EventsAsync("audit.action-recorded")).Count == 2);
    }

    [Fact]
    [Trait("Req", "R-38")]
    public async Task Switched_by_hand_or_away_meanwhile_it_is_switched_back()
    {
        await using var desk = await Desk.StartAsync();
        var thing = desk.Things["thing1"];
        var device = await desk.FederateAsync(thing);
        await Desk.UntilAsync(() => desk.StateOf(device).Enabled == true);

        thing.Switch(on: false);
        await Desk.UntilAsync(() => thing.Enabled);

        thing.Behave(ThingBehaviour.Gone);
        await Desk.UntilAsync(() => desk.StateOf(device).Standing.Status == DeviceStatus.NotResponding);
        await desk.ChangeAsync(device, state => state with { Enabled = false });
        thing.Behave(ThingBehaviour.Normal);
        await Desk.UntilAsync(() => !thing.Enabled);
    }

    [Theory]
    [InlineData(ThingBehaviour.RefusesToggle, "could not be switched off")]
    [InlineData(ThingBehaviour.IgnoresToggle, "says that it is not")]
    public async Task Why_it_is_not_is_shown(ThingBehaviour behaviour, string words)
    {
        await using var desk = await Desk.StartAsync();
        var thing = desk.Things["thing1"];
        thing.Behave(behaviour);
        var device = await desk.FederateAsync(thing, enabled: false);

        await Desk.UntilAsync(() => desk.StateOf(device).LastError is not null);
        var view = await desk.GetAsync($"/api/sensing/things/{device}");

        Assert.Contains(words, view.GetProperty("lastError").GetString(), StringComparison.Ordinal);
        Assert.Equal(("online", true, false), (view.GetProperty("status").GetString(), view.GetProperty("enabled").GetBoolean(), view.GetProperty("wanted").GetBoolean()));

        thing.Behave(ThingBehaviour.Normal);
        await Desk.UntilAsync(() => desk.StateOf(device) is { LastError: null, Enabled: false });
    }

    [Fact]
    public async Task Another_thing_at_the_address_is_left_alone()
    {
        await using var desk = await Desk.StartAsync();
        var device = await desk.FederateAsync(desk.Things["thing1"], enabled: false, thingId: "urn:dev:wot:somebody-else");

        await Desk.UntilAsync(() => desk.StateOf(device).Standing.Status == DeviceStatus.NotResponding);

        Assert.Contains("Another thing", desk.StateOf(device).LastError, StringComparison.Ordinal);
        Assert.Equal(0, desk.Things["thing1"].Toggles);
    }
}
