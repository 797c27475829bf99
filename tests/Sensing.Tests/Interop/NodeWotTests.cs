using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;

namespace Vedette.Sensing.Tests.Interop;

/// <summary>The facts about things, for one written with Eclipse node-wot.</summary>
public sealed class NodeWotTests(NodeWotTests.Running running) : ThingFacts, IClassFixture<NodeWotTests.Running>
{
    protected override string Address => running.Open.Address;

    protected override (string Name, string Value, string Other) Setting => ("label", "\"cellar\"", "\"hall\"");

    protected override string WrongSetting => "\"a label of more than twenty characters\"";

    [Fact]
    public async Task It_lets_in_who_knows_the_password()
    {
        var thing = await Talk.Client.FetchDescriptionAsync(running.Basic.Address, ThingSecrets.None, Stop);

        Assert.Equal("\"hall\"", (await Talk.Client.ReadPropertyAsync(thing, "label", new ThingSecrets("guard", "right horse"), Stop)).GetRawText());
        await AssertFailsAsync(ThingFailure.Refused, () => Talk.Client.ReadPropertyAsync(thing, "label", new ThingSecrets("guard", "wrong horse"), Stop));
        await AssertFailsAsync(ThingFailure.NoWayIn, () => Talk.Client.ReadPropertyAsync(thing, "label", ThingSecrets.None, Stop));
    }

    [Fact]
    public async Task It_lets_in_who_has_the_token_also_to_what_it_tells_over_time()
    {
        var thing = await Talk.Client.FetchDescriptionAsync(running.Bearer.Address, ThingSecrets.None, Stop);
        var secrets = new ThingSecrets(token: "t0k3n");

        Assert.NotNull(await Talk.Client.InvokeActionAsync(thing, "toggle", Talk.Json("{\"enable\":true}"), secrets, Stop));
        await AssertFailsAsync(ThingFailure.Refused, () => Talk.Client.ReadPropertyAsync(thing, "label", new ThingSecrets(token: "else"), Stop));
        await foreach (var value in Talk.Client.ObservePropertyAsync(thing, "temperature", secrets, null, Stop))
        {
            Assert.InRange(value.GetDouble(), 0, 1000);
            break;
        }
    }

    private static async Task AssertFailsAsync(ThingFailure expected, Func<Task> ask) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<ThingException>(ask)).Failure);

    /// <summary>One servient for each kind of security.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private readonly List<Servient> _servients = [];

        public Servient Open => _servients[0];

        public Servient Basic => _servients[1];

        public Servient Bearer => _servients[2];

        public async ValueTask InitializeAsync() => _servients.AddRange(await Task.WhenAll(Servient.StartAsync("nosec"), Servient.StartAsync("basic"), Servient.StartAsync("bearer")));

        public async ValueTask DisposeAsync()
        {
            foreach (var servient in _servients)
            {
                await servient.DisposeAsync();
            }
        }
    }
}
