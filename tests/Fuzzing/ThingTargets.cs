using System.Text;
using System.Text.Json;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;

namespace Vedette.Fuzzing;

/// <summary>What things say of themselves, and what they tell over time.</summary>
internal static class ThingTargets
{
    private static readonly Uri Source = new("http://192.0.2.7/device");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("thing-description", ReadDescription, refusal => refusal is ThingFormatException)
        {
            Seeds =
            [
                """
                {"@context":"https://www.w3.org/2022/wot/td/v1.1","id":"urn:x:1","title":"t","titles":{"en":"t"},"base":"http://192.0.2.1/{?x}","created":"2026-11-21T00:00:00Z","version":{"instance":"1"},"links":[{"href":"x"}],
                "securityDefinitions":{"a":{"scheme":"nosec"},"b":{"scheme":"combo","oneOf":["a","c"]},"c":{"scheme":"apikey","in":"body","name":"/k"}},"security":["a"],
                "properties":{"status":{"type":"object","observable":true,"const":{"capabilities":[{"type":"sensor","measure":{"type":"temperature","unit":"celsius"},"interval":5},"siren"]},
                "forms":[{"href":"s{?x}","op":["readproperty","observeproperty"],"subprotocol":"sse","htv:methodName":"GET","htv:headers":[{"htv:fieldName":"A","htv:fieldValue":"b"}],"response":{"contentType":"text/plain"}}]}},
                "actions":{"toggle":{"input":{"type":"object","properties":{"enable":{"type":"boolean"}},"required":["enable"]},"forms":[{"href":"/t","security":"b"}]}},
                "events":{"e":{"data":{"oneOf":[{"type":"number","minimum":1,"multipleOf":0.5},{"type":"string","pattern":"^a+$","maxLength":3}]},"forms":[{"href":"ws://192.0.2.1/"}]}}}
                """u8.ToArray(),
                """{"@context":["https://www.w3.org/2019/wot/td/v1"],"title":"t","securityDefinitions":{},"security":"x","properties":{"n":{"type":"array","items":[{"enum":[1,"a",null]}],"minItems":1,"forms":[{"href":"//x"}]}}}"""u8.ToArray(),
            ],
            Words = FuzzTargets.Words(
                "\"anyOf\":[", "\"allOf\":[", "\"oneOf\":[", "\"items\":", "\"const\":", "\"op\":\"", "{?x*}", "{+x:3}", "{", "}", "[", "]", "1e999", "-0", "\\u0000", "\\ud800", "null", "true", "\"forms\":[{\"href\":\"", "file:///", "\"in\":\"uri\"",
                "(a|b){1000}"),
        },
        new FuzzTarget("sse", ReadEvents, refusal => refusal is ThingException { Failure: ThingFailure.TooBig })
        {
            Seeds = [": hello\nretry: 10\nid: 7\nevent: e\ndata: {\"a\":1}\ndata\n\ndata: x\r\rdata:y\r\n\r\n"u8.ToArray()],
            Words = FuzzTargets.Words("data: ", "data\n", "\n\n", "\r", "\r\n", "id:", "id: \0\n", "retry: 999999999\n", "event:", "\u00ef\u00bb\u00bf", ":"),
        },
    ];

    private static void ReadDescription(byte[] input)
    {
        var thing = ThingDescription.Parse(input, Source);
        FuzzTargets.Check(thing.Title is not null && thing.Security.All(thing.SecuritySchemes.ContainsKey), "a thing has a title, and its security is defined");
        FuzzTargets.Check(thing.Properties.Values.All(property => property.Forms.Count > 0 && property.Forms.All(form => form.Target() is { IsFile: false })), "a form leads to an address");
        using var document = JsonDocument.Parse(input.AsSpan().StartsWith("\uFEFF"u8) ? input.AsMemory(3) : input);
        foreach (var property in thing.Properties.Values)
        {
            // A description is as good a value as any: the checks must come to an end with it.
            _ = SchemaCheck.Input(property.Schema, document.RootElement);
            _ = SchemaCheck.Output(property.Schema, property.Schema.Default ?? property.Schema.Const ?? document.RootElement);
            _ = CapabilityFinder.SensorOf(property);
        }

        _ = CapabilityFinder.Find(thing, document.RootElement);
    }

    private static void ReadEvents(byte[] input)
    {
        var (whole, parts) = (new ServerSentEventReader(256), new ServerSentEventReader(256));
        var together = whole.Push(input).ToList();
        var apart = input.Chunk(1).SelectMany(piece => parts.Push(piece)).ToList();
        whole.CheckInvariants();
        parts.CheckInvariants();
        FuzzTargets.Check(together.SequenceEqual(apart) && whole.LastId == parts.LastId && whole.Retry == parts.Retry, "it does not matter in which pieces a stream comes");
        FuzzTargets.Check(together.All(one => Encoding.UTF8.GetByteCount(one.Text) <= 3 * 256), "an event is bounded");
    }
}
