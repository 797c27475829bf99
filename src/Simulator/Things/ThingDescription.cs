using System.Text.Json.Nodes;

namespace Vedette.Simulator.Things;

/// <summary>Writes a thing's Thing Description (W3C, version 1.1).</summary>
internal static class ThingDescription
{
    public const string MimeType = "application/td+json";

    public static JsonObject Of(SimulatedThing thing)
    {
        var hasSensors = thing.Behaviour != ThingBehaviour.NoCapability;
        var description = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/2022/wot/td/v1.1", new JsonObject { ["htv"] = "http://www.w3.org/2011/http#" }),
            ["id"] = thing.Id,
            ["title"] = thing.Title,
            ["description"] = $"Temperature, humidity and pressure{(thing.Video is null ? "" : ", a camera")} and a siren, simulated",
            ["base"] = thing.Url.ToString(),
            ["securityDefinitions"] = new JsonObject { ["guard"] = Scheme(thing.Security) },
            ["security"] = new JsonArray("guard"),
            ["properties"] = new JsonObject { ["status"] = StatusProperty() },
        };
        if (hasSensors)
        {
            var properties = description["properties"]!.AsObject();
            foreach (var sensor in Sensor.All)
            {
                properties[sensor.Measure] = new JsonObject
                {
                    ["type"] = "number",
                    ["unit"] = sensor.Unit,
                    ["readOnly"] = true,
                    ["observable"] = true,
                    ["forms"] = PropertyForms(sensor.Measure),
                };
            }

            properties["interval"] = new JsonObject
            {
                ["title"] = "Time between measurements",
                ["type"] = "integer",
                ["unit"] = "millisecond",
                ["minimum"] = 50,
                ["maximum"] = 3_600_000,
                ["forms"] = new JsonArray(new JsonObject { ["href"] = "properties/interval", ["op"] = new JsonArray("readproperty", "writeproperty") }),
            };
            if (thing.Video is not null)
            {
                properties["stream"] = new JsonObject
                {
                    ["title"] = "Where the camera is watched",
                    ["type"] = "string",
                    ["format"] = "uri",
                    ["readOnly"] = true,
                    ["forms"] = new JsonArray(new JsonObject { ["href"] = "properties/stream", ["op"] = "readproperty" }),
                };
            }

            description["actions"] = new JsonObject { ["toggle"] = ToggleAction(), ["ring"] = RingAction() };
            description["events"] = new JsonObject { ["measurement"] = MeasurementEvent(thing.Url) };
        }

        return description;
    }

    private static JsonObject Scheme(ThingSecurity security) => security switch
    {
        ThingSecurity.Basic => new JsonObject { ["scheme"] = "basic", ["in"] = "header" },
        ThingSecurity.Bearer => new JsonObject { ["scheme"] = "bearer", ["in"] = "header" },
        ThingSecurity.ApiKey => new JsonObject { ["scheme"] = "apikey", ["in"] = "header", ["name"] = ThingGuard.KeyHeader },
        ThingSecurity.Digest => new JsonObject { ["scheme"] = "digest", ["in"] = "header", ["qop"] = "auth" },
        _ => new JsonObject { ["scheme"] = "nosec" },
    };

    private static JsonObject StatusProperty() => new()
    {
        ["type"] = "object",
        ["readOnly"] = true,
        ["observable"] = true,
        ["properties"] = new JsonObject
        {
            ["id"] = new JsonObject { ["type"] = "string" },
            ["location"] = new JsonObject { ["type"] = "string" },
            ["enabled"] = new JsonObject { ["type"] = "boolean" },
            ["capabilities"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["anyOf"] = new JsonArray(SensorCapability(), VideoCapability(), SirenCapability()) },
            },
        },
        ["required"] = new JsonArray("id", "enabled", "capabilities"),
        ["forms"] = PropertyForms("status"),
    };

    private static JsonObject SensorCapability() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["const"] = "sensor" },
            ["capturingInterval"] = new JsonObject { ["type"] = "integer", ["unit"] = "millisecond" },
            ["measure"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["type"] = new JsonObject { ["type"] = "string" }, ["unit"] = new JsonObject { ["type"] = "string" } },
                ["required"] = new JsonArray("type", "unit"),
            },
        },
        ["required"] = new JsonArray("type", "capturingInterval", "measure"),
    };

    private static JsonObject VideoCapability() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["const"] = "video" },
            ["resolution"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("576p", "720p", "1080p", "4k") },
        },
        ["required"] = new JsonArray("type", "resolution"),
    };

    private static JsonObject SirenCapability() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = "siren" } },
        ["required"] = new JsonArray("type"),
    };

    private static JsonObject ToggleAction() => new()
    {
        ["description"] = "Switches the thing on or off; told twice it answers the same.",
        ["idempotent"] = true,
        ["safe"] = false,
        ["input"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["enable"] = new JsonObject { ["type"] = "boolean" } },
            ["required"] = new JsonArray("enable"),
        },
        ["output"] = new JsonObject { ["type"] = "string" },
        ["forms"] = new JsonArray(new JsonObject { ["href"] = "actions/toggle", ["htv:methodName"] = "POST" }),
    };

    private static JsonObject RingAction() => new()
    {
        ["title"] = "Ring the siren",
        ["input"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["seconds"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 600 } },
        },
        ["output"] = new JsonObject { ["type"] = "string" },
        ["forms"] = new JsonArray(new JsonObject { ["href"] = "actions/ring" }),
    };

    private static JsonObject MeasurementEvent(Uri thing) => new()
    {
        ["data"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["measure"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Sensor.All.Select(sensor => JsonValue.Create(sensor.Measure))]) },
                ["unit"] = new JsonObject { ["type"] = "string" },
                ["value"] = new JsonObject { ["type"] = "number" },
                ["at"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            },
            ["required"] = new JsonArray("measure", "unit", "value"),
        },
        ["forms"] = new JsonArray(
            Listening("events/measurement/sse", "sse", "subscribeevent", "unsubscribeevent"),
            Listening("events/measurement/poll", "longpoll", "subscribeevent", "unsubscribeevent"),
            new JsonObject { ["href"] = $"ws://{thing.Authority}/events/measurement/ws", ["op"] = new JsonArray("subscribeevent", "unsubscribeevent") }),
    };

    private static JsonArray PropertyForms(string property) => new(
        new JsonObject { ["href"] = $"properties/{property}", ["op"] = "readproperty" },
        Listening($"properties/{property}/sse", "sse", "observeproperty", "unobserveproperty"),
        Listening($"properties/{property}/poll", "longpoll", "observeproperty", "unobserveproperty"));

    private static JsonObject Listening(string href, string subprotocol, string begin, string end) => new()
    {
        ["href"] = href,
        ["op"] = new JsonArray(begin, end),
        ["subprotocol"] = subprotocol,
        ["contentType"] = subprotocol == "sse" ? "text/event-stream" : "application/json",
    };
}
