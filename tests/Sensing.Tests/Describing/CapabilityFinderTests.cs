using System.Text.Json;
using System.Text.Json.Nodes;
using Vedette.Contracts.Inventory;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Tests.Rig;

namespace Vedette.Sensing.Tests.Describing;

/// <summary>What a thing can do.</summary>
public sealed class CapabilityFinderTests
{
    private static readonly Uri Source = new("http://192.0.2.1/");

    [Fact]
    [Trait("Req", "R-35")]
    public void What_the_status_tells_comes_first_and_unknown_kinds_are_kept()
    {
        var thing = ThingDescription.Parse(Descriptions.Bytes(Descriptions.Good()), Source);
        var status = JsonElement.Parse(
            """
            {"capabilities":[{"type":"sensor","capturingInterval":2500,"measure":{"type":"humidity","unit":"percentage"}},
            {"type":"camera","resolution":"720p"},{"type":"siren"},{"type":"fog-machine","density":3},"kettle",17]}
            """);

        Assert.Equal(
            [
                new DeviceCapability("sensor", Measure: "humidity", Unit: "percentage", IntervalMilliseconds: 2500),
                new DeviceCapability("video", Resolution: "720p"),
                new DeviceCapability("siren"),
                new DeviceCapability("fog-machine"),
                new DeviceCapability("kettle"),
                new DeviceCapability("sensor", Measure: "temperature", Unit: "celsius"),
            ],
            CapabilityFinder.Find(thing, status));
    }

    [Theory]
    [Trait("Req", "R-36")]
    [InlineData("temperature", "celsius", "celsius")]
    [InlineData("temperature", "°F", "fahrenheit")]
    [InlineData("roomTemperature", "http://qudt.org/vocab/unit/DEG_C", "celsius")]
    [InlineData("humidity", "%", "percentage")]
    [InlineData("pressure", "Pa", "pascal")]
    [InlineData("temperature", "kelvin", null)]
    [InlineData("temperature", null, null)]
    [InlineData("humidity", "bar", null)]
    public void A_measure_comes_in_its_legal_units_only(string name, string? unit, string? expected)
    {
        var description = Descriptions.Good();
        description["properties"] = new JsonObject
        {
            [name] = JsonNode.Parse("""{"type":"number","readOnly":true,"forms":[{"href":"http://192.0.2.1/x"}]}"""),
        };
        description["properties"]![name]!["unit"] = unit;

        var capabilities = ThingDescription.Parse(Descriptions.Bytes(description), Source).Capabilities;

        Assert.Equal(expected, capabilities.SingleOrDefault()?.Unit);
    }

    [Fact]
    public void An_observable_number_with_a_unit_is_a_sensor_of_what_it_is_called_and_a_setting_is_none()
    {
        var description = Descriptions.Good();
        description["properties"] = JsonNode.Parse(
            """
            {"illuminance":{"type":"integer","readOnly":true,"observable":true,"unit":"lux","forms":[{"href":"http://192.0.2.1/x"}]},
            "targetTemperature":{"type":"number","unit":"celsius","forms":[{"href":"http://192.0.2.1/x"}]}}
            """);

        Assert.Equal(new DeviceCapability("sensor", Measure: "illuminance", Unit: "lux"), Assert.Single(ThingDescription.Parse(Descriptions.Bytes(description), Source).Capabilities));
    }

    [Fact]
    public void Semantic_types_tell_of_cameras_and_sirens()
    {
        var thing = ThingDescription.Parse(Descriptions.With("@type", "[\"VideoCamera\",\"acme:Siren\"]"), Source);
        Assert.Contains(new DeviceCapability("video"), thing.Capabilities);
        Assert.Contains(new DeviceCapability("siren"), thing.Capabilities);
    }
}
