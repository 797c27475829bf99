using System.Text;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Tests.Rig;

namespace Vedette.Sensing.Tests.Describing;

/// <summary>What is a Thing Description, what is none, and what is made of one.</summary>
public sealed class ThingDescriptionTests
{
    private static readonly Uri Source = new("http://192.0.2.7:8080/device");

    [Fact]
    [Trait("Req", "R-41")]
    public void A_description_is_read_with_its_affordances_and_their_forms()
    {
        var thing = ThingDescription.Parse(Descriptions.Bytes(Descriptions.Good()), Source);

        Assert.Equal(("urn:dev:wot:cellar", "Cellar", "Measures and rings"), (thing.Id, thing.Title, thing.Description));
        Assert.Equal(["status", "temperature", "level", "code"], thing.Properties.Keys);
        Assert.Equal("toggle", Assert.Single(thing.Actions.Keys));
        Assert.Equal("alarm", Assert.Single(thing.Events.Keys));
        Assert.Equal("http://192.0.2.7:8080/status", thing.Properties["status"].Forms[0].Target()?.ToString());
        Assert.Equal(Operations.ObserveProperty | Operations.UnobserveProperty, thing.Properties["status"].Forms[1].Operations);
        Assert.True(thing.Properties["status"].IsObservable);
        Assert.Equal(("PUT", "guard"), (thing.Actions["toggle"].Forms[0].Method, Assert.Single(thing.Actions["toggle"].Forms[0].Security!)));
        Assert.True(thing.Actions["toggle"].IsIdempotent);
        Assert.Empty(thing.Remarks);
    }

    [Fact]
    public void What_a_form_leaves_out_is_what_the_standard_says()
    {
        var thing = ThingDescription.Parse(Descriptions.Bytes(Descriptions.Good()), Source);

        Assert.Equal(Operations.ReadProperty, thing.Properties["status"].Forms[0].Operations);
        Assert.Equal(Operations.ReadProperty | Operations.WriteProperty, thing.Properties["level"].Forms[0].Operations);
        Assert.Equal(Operations.WriteProperty, thing.Properties["code"].Forms[0].Operations);
        Assert.Equal(Operations.InvokeAction, thing.Actions["toggle"].Forms[0].Operations);
        Assert.Equal(Operations.SubscribeEvent | Operations.UnsubscribeEvent, thing.Events["alarm"].Forms[0].Operations);
        Assert.Equal("application/json", thing.Properties["level"].Forms[0].ContentType);
        Assert.False(thing.Actions["toggle"].IsSafe);
        Assert.Equal(new SecurityScheme.Basic(SecretPlace.Header, null), thing.SecuritySchemes["guard"]);
    }

    [Fact]
    public void Relative_addresses_are_relative_to_the_base()
    {
        var thing = ThingDescription.Parse(Descriptions.With("base", "\"http://192.0.2.9/things/1/\""), Source);

        Assert.Equal("http://192.0.2.9/things/1/temperature", thing.Properties["temperature"].Forms[0].Target()?.ToString());
        Assert.Equal("http://192.0.2.9/level?lamp=a%26b", thing.Properties["level"].Forms[0].Target(new Dictionary<string, string> { ["lamp"] = "a&b" })?.AbsoluteUri);
    }

    [Theory]
    [InlineData("@context", null, "\"@context\" is missing")]
    [InlineData("@context", "\"https://example.com\"", "@context: must contain https://www.w3.org/2022/wot/td/v1.1")]
    [InlineData("@type", "[\"tm:ThingModel\"]", "is a Thing Model, not the description of a thing")]
    [InlineData("title", null, "\"title\" is missing")]
    [InlineData("title", "7", "title: must be a string")]
    [InlineData("titles", "{\"no tag\":\"x\"}", "titles.no tag: is named by something that is no language tag")]
    [InlineData("descriptions", "{\"en\":5}", "descriptions.en: must be a string")]
    [InlineData("id", "\"cellar\"", "id: must be a URI")]
    [InlineData("base", "\"/things\"", "base: must be an absolute address")]
    [InlineData("created", "\"yesterday\"", "created: must be a date and time")]
    [InlineData("version", "{}", "version: \"instance\" is missing")]
    [InlineData("links", "[{}]", "links[0]: \"href\" is missing")]
    [InlineData("securityDefinitions", null, "\"securityDefinitions\" is missing")]
    [InlineData("security", null, "\"security\" names none of the security definitions")]
    [InlineData("security", "[\"else\"]", "\"security\" names \"else\", which is not defined")]
    [InlineData("securityDefinitions/guard", "{}", "securityDefinitions.guard: \"scheme\" is missing")]
    [InlineData("securityDefinitions/guard", "{\"scheme\":\"basic\",\"in\":\"shoe\"}", "securityDefinitions.guard.in: must be one of")]
    [InlineData("securityDefinitions/guard", "{\"scheme\":\"combo\",\"allOf\":[\"open\",\"open\"],\"oneOf\":[\"open\",\"open\"]}", "must have either \"allOf\" or \"oneOf\"")]
    [InlineData("securityDefinitions/guard", "{\"scheme\":\"combo\",\"allOf\":[\"open\",\"guard\"]}", "securityDefinitions.guard: combines itself")]
    [InlineData("properties", "[]", "properties: must be an object")]
    [InlineData("properties/status", "true", "properties.status: must be an object")]
    [InlineData("properties/status/forms", null, "properties.status: has no forms")]
    [InlineData("properties/status/forms", "[]", "properties.status: has no forms")]
    [InlineData("properties/status/forms", "{}", "properties.status.forms: must be a list")]
    [InlineData("properties/status/forms/0", "{\"op\":\"readproperty\"}", "properties.status.forms[0]: \"href\" is missing")]
    [InlineData("properties/status/forms/0/href", "\"http://[\"", "properties.status.forms[0].href: is no address")]
    [InlineData("properties/status/forms/0/op", "\"invokeaction\"", "\"invokeaction\" makes no sense here")]
    [InlineData("properties/status/forms/0/security", "\"else\"", "which is not defined")]
    [InlineData("properties/status/type", "\"float\"", "properties.status.type: must be one of null, boolean")]
    [InlineData("properties/status/observable", "\"yes\"", "properties.status.observable: must be true or false")]
    [InlineData("properties/level/minimum", "\"0\"", "properties.level.minimum: must be a number")]
    [InlineData("properties/level/multipleOf", "0", "properties.level.multipleOf: must be above 0")]
    [InlineData("properties/level/uriVariables", "{\"lamp\":{\"type\":\"object\"}}", "must be a single value")]
    [InlineData("actions/toggle/input", "[]", "actions.toggle.input: must be an object that describes a value")]
    [InlineData("events/alarm/data", "3", "events.alarm.data: must be an object that describes a value")]
    [InlineData("forms", "[{\"href\":\"/all\"}]", "forms[0]: \"op\" is missing")]
    public void What_breaks_the_standard_is_said_with_its_place(string path, string? json, string expected)
    {
        var refusal = Assert.Throws<ThingFormatException>(() => ThingDescription.Parse(Descriptions.With(path, json), Source));
        Assert.Contains(refusal.Errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_and_not_without_end()
    {
        var description = Descriptions.Good();
        _ = description.Remove("title");
        _ = description.Remove("security");
        Assert.Equal(2, Assert.Throws<ThingFormatException>(() => ThingDescription.Parse(Descriptions.Bytes(description), Source)).Errors.Count);

        for (var i = 0; i < 100; i++)
        {
            description["properties"]![$"p{i}"] = 1;
        }

        Assert.Equal(20, Assert.Throws<ThingFormatException>(() => ThingDescription.Parse(Descriptions.Bytes(description), Source)).Errors.Count);
    }

    [Fact]
    public void A_description_of_the_first_version_is_read_and_said_to_be_one()
    {
        var thing = ThingDescription.Parse(Descriptions.With("@context", "[\"https://www.w3.org/2019/wot/td/v1\",{\"@language\":\"en\"}]"), Source);
        Assert.Contains("Thing Description 1.0", Assert.Single(thing.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Req", "R-43")]
    public void Terms_and_operations_that_nobody_here_knows_do_no_harm()
    {
        var thing = ThingDescription.Parse(Descriptions.With("properties/status/forms/0/op", "[\"readproperty\",\"polishproperty\"]"), Source);

        Assert.Equal(Operations.ReadProperty, thing.Properties["status"].Forms[0].Operations);
        Assert.Contains("properties.status.forms[0].op", Assert.Single(thing.Remarks), StringComparison.Ordinal);
        Assert.Equal(new SecurityScheme.Other("acme:handshake"),
            ThingDescription.Parse(Descriptions.With("securityDefinitions/guard", "{\"scheme\":\"acme:handshake\"}"), Source).SecuritySchemes["guard"]);
    }

    [Fact]
    public void Characters_may_be_written_as_two_halves()
    {
        var text = Encoding.UTF8.GetString(Descriptions.Bytes(Descriptions.Good())).Replace("\"title\":\"Cellar\"", "\"title\":\"\\\\ \\ud83d\\ude00\\u0041\\n\"", StringComparison.Ordinal);
        Assert.Equal("\\ \U0001F600A\n", ThingDescription.Parse(Encoding.UTF8.GetBytes(text), Source).Title);
    }

    [Fact]
    public void A_byte_order_mark_is_overlooked_and_anything_but_unicode_is_not()
    {
        var good = Descriptions.Bytes(Descriptions.Good());
        Assert.Equal("Cellar", ThingDescription.Parse((byte[])[0xEF, 0xBB, 0xBF, .. good], Source).Title);

        var latin = Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(good).Replace("Measures", "Größe", StringComparison.Ordinal));
        _ = Assert.Throws<ThingFormatException>(() => ThingDescription.Parse(latin, Source));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}")]
    [InlineData("{\"title\":\"\\ud83d\\u0041\"}")]
    [InlineData("{\"\\ude00\":1}")]
    public void What_is_not_one_JSON_object_is_none(string text) =>
        Assert.NotEmpty(Assert.Throws<ThingFormatException>(() => ThingDescription.Parse(Encoding.UTF8.GetBytes(text), Source)).Errors);

    [Fact]
    public void Limits_hold_for_size_depth_affordances_forms_and_schemas()
    {
        var deep = Descriptions.With("acme:deep", "1");
        var text = Encoding.UTF8.GetString(deep).Replace("\"acme:deep\":1", "\"acme:deep\":" + new string('[', 100_000) + new string(']', 100_000), StringComparison.Ordinal);
        AssertRefused(Encoding.UTF8.GetBytes(text), "JSON");
        AssertRefused(new byte[DescriptionLimits.Size + 1], "larger than 1024 KiB");

        var many = Descriptions.Good();
        for (var i = 0; i <= DescriptionLimits.Affordances; i++)
        {
            many["events"]![$"e{i}"] = System.Text.Json.Nodes.JsonNode.Parse("{\"forms\":[{\"href\":\"/x\"}]}");
        }

        AssertRefused(Descriptions.Bytes(many), "more than 500");
        AssertRefused(Descriptions.With("properties/status/forms", $"[{string.Join(',', Enumerable.Repeat("{\"href\":\"/x\"}", 201))}]"), "more than 200 forms");
        AssertRefused(Descriptions.With("events/alarm/data", $"{{\"oneOf\":[{string.Join(',', Enumerable.Repeat("{}", 20_000))}]}}"), "more than 10000 schemas");

        static void AssertRefused(byte[] bytes, string why) =>
            Assert.Contains(Assert.Throws<ThingFormatException>(() => ThingDescription.Parse(bytes, Source)).Errors, error => error.Contains(why, StringComparison.Ordinal));
    }
}
