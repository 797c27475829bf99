using System.Text.Json;
using Vedette.Contracts.Inventory;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;

namespace Vedette.Sensing.Tests.Interop;

/// <summary>What holds for every thing that measures and can be switched, whoever made it: the same facts for each subject.</summary>
public abstract class ThingFacts : IDisposable
{
    private protected Talk Talk { get; } = new();

    /// <summary>Where the subject is described.</summary>
    protected abstract string Address { get; }

    /// <summary>A property that can be written, and two values it takes.</summary>
    protected abstract (string Name, string Value, string Other) Setting { get; }

    /// <summary>A value the setting does not take.</summary>
    protected abstract string WrongSetting { get; }

    private protected virtual ThingSecrets Secrets => ThingSecrets.None;

    [Fact]
    [Trait("Req", "R-30")]
    public async Task It_is_described_with_what_it_offers()
    {
        var thing = await ThingAsync();

        Assert.NotEmpty(thing.Title);
        Assert.Contains("status", thing.Properties.Keys);
        Assert.Contains("toggle", thing.Actions.Keys);
        Assert.Contains("measurement", thing.Events.Keys);
        Assert.Contains(new DeviceCapability("sensor", Measure: "temperature", Unit: "celsius"), thing.Capabilities);
    }

    [Fact]
    [Trait("Req", "R-35")]
    public async Task Its_status_is_read_and_tells_its_capabilities()
    {
        var thing = await ThingAsync();
        var status = await Talk.Client.ReadPropertyAsync(thing, "status", Secrets, Stop);

        Assert.NotEmpty(status.GetProperty("id").GetString()!);
        var capabilities = CapabilityFinder.Find(thing, status);
        Assert.Contains(capabilities, capability => capability is { Type: "sensor", Measure: "temperature", Unit: "celsius", IntervalMilliseconds: > 0 });
        Assert.Contains(new DeviceCapability("siren"), capabilities);
    }

    [Fact]
    [Trait("Req", "R-42")]
    public async Task A_setting_is_written_and_reads_as_it_was_written()
    {
        var thing = await ThingAsync();
        foreach (var value in (string[])[Setting.Value, Setting.Other])
        {
            await Talk.Client.WritePropertyAsync(thing, Setting.Name, Talk.Json(value), Secrets, Stop);
            Assert.Equal(value, (await Talk.Client.ReadPropertyAsync(thing, Setting.Name, Secrets, Stop)).GetRawText());
        }

        Assert.Equal(
            ThingFailure.InputNotAllowed,
            (await Assert.ThrowsAsync<ThingException>(() => Talk.Client.WritePropertyAsync(thing, Setting.Name, Talk.Json(WrongSetting), Secrets, Stop))).Failure);
    }

    [Fact]
    [Trait("Req", "R-38")]
    public async Task It_is_toggled_off_and_on_and_twice_does_no_harm()
    {
        var thing = await ThingAsync();
        foreach (var enable in (bool[])[false, false, true])
        {
            var said = await Talk.Client.InvokeActionAsync(thing, "toggle", JsonSerializer.SerializeToElement(new { enable }), Secrets, Stop);
            Assert.Equal(JsonValueKind.String, said?.ValueKind);
            Assert.Equal(enable, (await Talk.Client.ReadPropertyAsync(thing, "status", Secrets, Stop)).GetProperty("enabled").GetBoolean());
        }
    }

    [Fact]
    [Trait("Req", "R-42")]
    public async Task Its_temperature_is_observed()
    {
        var values = new List<double>();
        await foreach (var value in Talk.Client.ObservePropertyAsync(await ThingAsync(), "temperature", Secrets, null, Stop))
        {
            values.Add(value.GetDouble());
            if (values.Count == 2)
            {
                break;
            }
        }

        Assert.All(values, value => Assert.InRange(value, -100, 1000));
    }

    [Fact]
    [Trait("Req", "R-42")]
    public async Task Its_measurements_are_subscribed_to()
    {
        var count = 0;
        await foreach (var measurement in Talk.Client.SubscribeEventAsync(await ThingAsync(), "measurement", Secrets, null, Stop))
        {
            Assert.NotEmpty(measurement.GetProperty("measure").GetString()!);
            Assert.Equal(JsonValueKind.Number, measurement.GetProperty("value").ValueKind);
            if (++count == 2)
            {
                break;
            }
        }
    }

    public void Dispose()
    {
        Talk.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Thing> ThingAsync() => Talk.Client.FetchDescriptionAsync(Address, Secrets, Stop);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;
}
