using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;
using Vedette.Simulator.Things;

namespace Vedette.Sensing.Tests.Interop;

/// <summary>The facts about things, for the simulator's own; and what only it can be told to do.</summary>
public sealed class SimulatedThingTests(SimulatedThingTests.Running running) : ThingFacts, IClassFixture<SimulatedThingTests.Running>
{
    protected override string Address => running.Simulator.Things[0].Url.Authority;

    protected override (string Name, string Value, string Other) Setting => ("interval", "60", "100");

    protected override string WrongSetting => "1";

    [Theory]
    [InlineData("sse")]
    [InlineData("longpoll")]
    [InlineData(null)]
    public async Task Its_measurements_come_by_each_subprotocol(string? subprotocol)
    {
        var thing = await ThingAsync();
        var affordance = thing.Events["measurement"];
        var only = thing with
        {
            Events = new Dictionary<string, EventAffordance>
            {
                ["measurement"] = affordance with { Forms = [.. affordance.Forms.Where(form => form.Subprotocol == subprotocol)] },
            },
        };

        await foreach (var measurement in Talk.Client.SubscribeEventAsync(only, "measurement", Secrets, null, Stop))
        {
            Assert.NotEmpty(measurement.GetProperty("unit").GetString()!);
            break;
        }
    }

    [Theory]
    [InlineData(ThingSecurity.Basic)]
    [InlineData(ThingSecurity.Bearer)]
    [InlineData(ThingSecurity.ApiKey)]
    [InlineData(ThingSecurity.Digest)]
    public async Task It_lets_in_who_proves_it_in_the_way_it_declares(ThingSecurity security)
    {
        await using var simulator = await ThingSimulator.StartAsync(new ThingOptions { Security = security }, Stop);
        var secrets = new ThingSecrets("vedette", "thing-secret", "thing-secret");
        var thing = await Talk.Client.FetchDescriptionAsync(simulator.Things[0].Url.Authority, secrets, Stop);

        Assert.NotEmpty((await Talk.Client.ReadPropertyAsync(thing, "status", secrets, Stop)).GetProperty("id").GetString()!);
        Assert.Equal(
            ThingFailure.Refused,
            (await Assert.ThrowsAsync<ThingException>(() => Talk.Client.ReadPropertyAsync(thing, "status", new ThingSecrets("vedette", "wrong", "wrong"), Stop))).Failure);
    }

    /// <summary>One thing that measures often.</summary>
    public sealed class Running : IAsyncLifetime
    {
        public ThingSimulator Simulator { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Simulator = await ThingSimulator.StartAsync(new ThingOptions { Interval = TimeSpan.FromMilliseconds(100) });

        public ValueTask DisposeAsync() => Simulator.DisposeAsync();
    }
}
