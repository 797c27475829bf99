using Vedette.Contracts.Sensing;
using Vedette.Platform.Storage;
using Vedette.Sensing.Domain;
using Vedette.Simulator.Things;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Watching;

/// <summary>The status of record: online, not responding, offline.</summary>
public sealed class StandingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    [Fact]
    [Trait("Req", "S-53")]
    public void Silence_becomes_offline_a_minute_after_the_last_answer()
    {
        var online = Standing.Unknown.Answered(Noon).Answered(Noon + Round);
        var silent = online.Silent(Noon + (Round * 2), Minute);

        Assert.Equal(new Standing(DeviceStatus.Online, Noon, Noon + Round), online);
        Assert.Equal(new Standing(DeviceStatus.NotResponding, Noon + (Round * 2), Noon + Round), silent);
        Assert.Same(silent, silent.Silent(Noon + (Round * 6), Minute));
        Assert.Equal(new Standing(DeviceStatus.Offline, Noon + (Round * 7), Noon + Round), silent.Silent(Noon + (Round * 7), Minute));
        Assert.Equal(DeviceStatus.Online, silent.Silent(Noon + (Round * 7), Minute).Answered(Noon + (Round * 8)).Status);
    }

    [Fact]
    public void What_never_answered_is_offline_a_minute_after_the_first_look()
    {
        var silent = Standing.Unknown.Silent(Noon, Minute);

        Assert.Equal(DeviceStatus.NotResponding, silent.Silent(Noon + (Round * 5), Minute).Status);
        Assert.Equal(new Standing(DeviceStatus.Offline, Noon + Minute, null), silent.Silent(Noon + Minute, Minute));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "S-53")]
    [Trait("Req", "S-54")]
    public async Task A_thing_that_goes_and_comes_back_is_told_of_once_each_time(Dialect dialect)
    {
        var time = new ManualTime();
        await using var desk = await Desk.StartAsync(new ThingOptions { Interval = TimeSpan.FromHours(1) }, time, dialect);
        var thing = desk.Things["thing1"];
        var device = await desk.FederateAsync(thing);
        await Desk.UntilAsync(() => desk.StateOf(device).Standing.Status == DeviceStatus.Online);

        await RoundsAsync(2);
        Assert.Equal(DeviceStatus.Online, desk.StateOf(device).Standing.Status);
        thing.Behave(ThingBehaviour.Gone);
        await RoundsAsync(1);
        Assert.Equal(DeviceStatus.NotResponding, desk.StateOf(device).Standing.Status);
        await RoundsAsync(4);
        Assert.Equal(DeviceStatus.NotResponding, desk.StateOf(device).Standing.Status);
        await RoundsAsync(1);
        Assert.Equal(DeviceStatus.Offline, desk.StateOf(device).Standing.Status);
        thing.Behave(ThingBehaviour.Normal);
        await RoundsAsync(1);
        Assert.Equal(DeviceStatus.Online, desk.StateOf(device).Standing.Status);

        await Desk.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return (await desk.StatusesAsync()).Count == 4;
        });
        Assert.Equal(["online", "not-responding", "offline", "online"], await desk.StatusesAsync());
        Assert.Equal("urn:dev:wot:thing1", (await desk.EventsAsync("sensing.thing-described")).Single().GetProperty("thingId").GetString());

        async Task RoundsAsync(int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                var looks = desk.StateOf(device).Looks;
                time.Advance(Round);
                await Desk.UntilAsync(() => desk.StateOf(device).Looks > looks);
            }
        }
    }

    [Fact]
    public async Task A_restart_is_no_news()
    {
        using var folder = new TemporaryFolder();
        await using var things = await ThingSimulator.StartAsync(new ThingOptions { Interval = TimeSpan.FromHours(1) }, TestContext.Current.CancellationToken);
        await using (var first = await Desk.StartAsync(dataDirectory: folder.Path))
        {
            var device = await first.FederateAsync(things["thing1"]);
            await Desk.UntilAsync(async () => (await first.StatusesAsync()).Count == 1);
            await Desk.UntilAsync(() => first.StateOf(device).Looks > 1);
        }

        await using var second = await Desk.StartAsync(dataDirectory: folder.Path);
        await Desk.UntilAsync(async () => (await second.GetAsync("/api/sensing/things")).GetProperty("items").EnumerateArray().Any(item => item.GetProperty("enabled").ValueKind != System.Text.Json.JsonValueKind.Null));

        Assert.Equal(["online"], await second.StatusesAsync());
    }

    [Fact]
    [Trait("Req", "S-53")]
    public async Task Things_that_drip_and_pour_do_not_hold_up_the_others()
    {
        await using var desk = await Desk.StartAsync(
            new ThingOptions { Things = 5, Interval = TimeSpan.FromHours(1) },
            settings: new() { ["sensing:probesAtOnce"] = "4", ["sensing:probePatienceSeconds"] = "0.5" });
        foreach (var (thing, behaviour) in desk.Things.Things.Zip([ThingBehaviour.SlowDrip, ThingBehaviour.EndlessBody, ThingBehaviour.Silent, ThingBehaviour.DeepJson]))
        {
            thing.Behave(behaviour);
            _ = await desk.FederateAsync(thing);
        }

        var good = await desk.FederateAsync(desk.Things["thing5"]);

        await Desk.UntilAsync(() => desk.StateOf(good).Looks >= 5);
        Assert.Equal(DeviceStatus.Online, desk.StateOf(good).Standing.Status);
        await Desk.UntilAsync(async () => (await desk.GetAsync("/api/sensing/things")).GetProperty("items").EnumerateArray().Count(item => item.GetProperty("status").GetString() == "not-responding") == 4);
    }
}
