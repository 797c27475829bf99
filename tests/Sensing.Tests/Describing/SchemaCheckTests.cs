using System.Text.Json;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Tests.Describing;

/// <summary>Values against data schemas.</summary>
public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("{\"type\":\"integer\"}", "3.0", "3.5")]
    [InlineData("{\"type\":\"number\"}", "3.5", "\"3.5\"")]
    [InlineData("{\"type\":\"boolean\"}", "true", "0")]
    [InlineData("{\"type\":\"null\"}", "null", "false")]
    [InlineData("{\"type\":\"string\"}", "\"a\"", "1")]
    [InlineData("{\"type\":\"array\"}", "[]", "{}")]
    [InlineData("{\"type\":\"object\"}", "{}", "[]")]
    [InlineData("{\"const\":null}", "null", "1")]
    [InlineData("{\"const\":{\"a\":[1,2]}}", "{\"a\":[1.0,2]}", "{\"a\":[2,1]}")]
    [InlineData("{\"enum\":[\"a\",1]}", "1", "\"b\"")]
    [InlineData("{\"minimum\":1}", "1", "0.9")]
    [InlineData("{\"exclusiveMinimum\":1}", "1.1", "1")]
    [InlineData("{\"maximum\":1}", "1", "1.1")]
    [InlineData("{\"exclusiveMaximum\":1}", "0.9", "1")]
    [InlineData("{\"multipleOf\":0.1}", "0.3", "0.35")]
    [InlineData("{\"minLength\":2}", "\"ab\"", "\"a\"")]
    [InlineData("{\"maxLength\":1}", "\"\\uD83D\\uDE00\"", "\"ab\"")]
    [InlineData("{\"pattern\":\"^a+$\"}", "\"aaa\"", "\"ab\"")]
    [InlineData("{\"items\":{\"type\":\"integer\"}}", "[1,2]", "[1,\"2\"]")]
    [InlineData("{\"items\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}", "[1,\"2\",3]", "[\"1\"]")]
    [InlineData("{\"minItems\":1,\"maxItems\":2}", "[1]", "[1,2,3]")]
    [InlineData("{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}", "{\"a\":1}", "{}")]
    [InlineData("{\"properties\":{\"a\":{\"type\":\"integer\"}}}", "{}", "{\"a\":\"1\"}")]
    [InlineData("{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":5}]}", "3", "7")]
    [InlineData("{\"allOf\":[{\"type\":\"integer\"},{\"minimum\":5}]}", "7", "3")]
    [InlineData("{\"format\":\"date-time\",\"acme:x\":1}", "\"no date at all\"", null)]
    public void A_value_is_what_its_schema_says_or_it_is_not(string schema, string good, string? bad)
    {
        Assert.Empty(SchemaCheck.Output(Schema(schema), JsonElement.Parse(good)));
        if (bad is not null)
        {
            Assert.NotEmpty(SchemaCheck.Output(Schema(schema), JsonElement.Parse(bad)));
        }
    }

    [Fact]
    [Trait("Req", "R-43")]
    public void A_list_may_mix_kinds_by_anyOf()
    {
        var schema = Schema("""{"type":"array","items":{"anyOf":[{"type":"object","required":["measure"]},{"type":"object","required":["resolution"]}]}}""");

        Assert.Empty(SchemaCheck.Output(schema, JsonElement.Parse("""[{"measure":1},{"resolution":"720p"}]""")));
        Assert.Equal("[1]: must be one of several forms, and is none", Assert.Single(SchemaCheck.Output(schema, JsonElement.Parse("""[{"measure":1},{"volume":3}]"""))));
    }

    [Fact]
    public void What_comes_may_have_more_than_was_declared_and_what_goes_may_not()
    {
        var schema = Schema("""{"type":"object","properties":{"a":{"type":"object","properties":{"b":{}}}}}""");
        var value = JsonElement.Parse("""{"a":{"b":1,"c":2}}""");

        Assert.Empty(SchemaCheck.Output(schema, value));
        Assert.Equal("a.c: is not known to the thing", Assert.Single(SchemaCheck.Input(schema, value)));
    }

    [Fact]
    public void Complaints_name_the_place()
    {
        var schema = Schema("""{"properties":{"list":{"items":{"properties":{"n":{"type":"integer"}}}}}}""");
        Assert.Equal("list[1].n: must be a whole number", Assert.Single(SchemaCheck.Output(schema, JsonElement.Parse("""{"list":[{"n":1},{"n":"x"}]}"""))));
    }

    [Fact]
    public void A_schema_made_to_cost_much_is_given_up()
    {
        var many = string.Join(',', Enumerable.Repeat("{\"type\":\"object\"}", 2000));
        var value = JsonElement.Parse($"[{string.Join(',', Enumerable.Repeat("1", 2000))}]");
        Assert.Equal("is too much to be checked", SchemaCheck.Output(Schema($"{{\"items\":{{\"anyOf\":[{many},{{}}]}}}}"), value)[^1]);
    }

    [Fact]
    public void A_pattern_made_to_run_for_ever_does_not()
    {
        var value = JsonSerializer.SerializeToElement(new string('a', 20_000) + "!");
        Assert.NotEmpty(SchemaCheck.Output(Schema("""{"pattern":"^(a|a)*(a|aa)+$"}"""), value));
    }

    [Fact]
    public void A_pattern_that_cannot_be_checked_lets_everything_through_and_is_remarked_on()
    {
        var objections = new Objections();
        var schema = SchemaReader.Read(DescriptionNode.Root(JsonElement.Parse("""{"pattern":"(?<=a)b"}"""), objections));

        Assert.Empty(SchemaCheck.Output(schema, JsonElement.Parse("\"xyz\"")));
        _ = Assert.Single(objections.Remarks);
    }

    private static DataSchema Schema(string json)
    {
        var objections = new Objections();
        var schema = SchemaReader.Read(DescriptionNode.Root(JsonElement.Parse(json), objections));
        Assert.Empty(objections.Errors);
        return schema;
    }
}
