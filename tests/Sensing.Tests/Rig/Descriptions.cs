using System.Text;
using System.Text.Json.Nodes;

namespace Vedette.Sensing.Tests.Rig;

/// <summary>Thing Descriptions for tests: a good one, and ways to spoil it.</summary>
internal static class Descriptions
{
    public static JsonObject Good() => (JsonObject)JsonNode.Parse(
        """
        {
          "@context": "https://www.w3.org/2022/wot/td/v1.1",
          "id": "urn:dev:wot:cellar",
          "title": "Cellar",
          "titles": { "en": "Cellar", "de-AT": "Keller" },
          "description": "Measures and rings",
          "@type": "saref:Sensor",
          "created": "2026-11-21T10:00:00Z",
          "version": { "instance": "1.0.0" },
          "support": "mailto:support@example.com",
          "links": [{ "href": "https://example.com/manual", "rel": "help" }],
          "schemaDefinitions": { "trouble": { "type": "string" } },
          "securityDefinitions": { "open": { "scheme": "nosec" }, "guard": { "scheme": "basic" } },
          "security": "open",
          "acme:colour": "green",
          "properties": {
            "status": {
              "type": "object", "readOnly": true, "observable": true,
              "properties": {
                "enabled": { "type": "boolean" },
                "capabilities": { "type": "array", "items": { "anyOf": [ { "type": "object", "properties": { "type": { "const": "sensor" } } }, { "type": "string" } ] } }
              },
              "forms": [
                { "href": "/status" },
                { "href": "/status/poll", "op": ["observeproperty", "unobserveproperty"], "subprotocol": "longpoll" },
                { "href": "/status/sse", "op": "observeproperty", "subprotocol": "sse", "contentType": "text/event-stream" }
              ]
            },
            "temperature": {
              "type": "number", "unit": "om:degree_Celsius", "observable": true, "readOnly": true,
              "forms": [ { "href": "temperature" } ]
            },
            "level": {
              "type": "integer", "minimum": 0, "maximum": 10,
              "uriVariables": { "lamp": { "type": "string" } },
              "forms": [ { "href": "/level{?lamp}" } ]
            },
            "code": { "type": "string", "writeOnly": true, "forms": [ { "href": "/code" } ] }
          },
          "actions": {
            "toggle": {
              "input": { "type": "object", "properties": { "enable": { "type": "boolean" } }, "required": ["enable"] },
              "output": { "type": "string" },
              "idempotent": true,
              "forms": [ { "href": "/toggle", "htv:methodName": "PUT", "security": ["guard"], "additionalResponses": [{ "schema": "trouble" }] } ]
            }
          },
          "events": {
            "alarm": { "data": { "type": "string" }, "forms": [ { "href": "/alarm", "subprotocol": "longpoll" } ] }
          }
        }
        """)!;

    /// <summary>The good one with the member at the path set to what the JSON says, or removed where it is null.</summary>
    public static byte[] With(string path, string? json)
    {
        var root = Good();
        JsonNode place = root;
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            place = int.TryParse(step, out var index) ? place[index]! : place[step]!;
        }

        if (json is null)
        {
            _ = place.AsObject().Remove(steps[^1]);
        }
        else if (int.TryParse(steps[^1], out var last))
        {
            place[last] = JsonNode.Parse(json);
        }
        else
        {
            place[steps[^1]] = JsonNode.Parse(json);
        }

        return Bytes(root);
    }

    public static byte[] Bytes(JsonNode description) => Encoding.UTF8.GetBytes(description.ToJsonString());
}
