using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Tests.Describing;

/// <summary>The examples of RFC 6570 that are about single values.</summary>
public sealed class UriTemplateTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["var"] = "value",
        ["hello"] = "Hello World!",
        ["path"] = "/foo/bar",
        ["empty"] = "",
        ["x"] = "1024",
        ["y"] = "768",
    };

    [Theory]
    [InlineData("{var}", "value")]
    [InlineData("{hello}", "Hello%20World%21")]
    [InlineData("{+hello}", "Hello%20World!")]
    [InlineData("{+path}/here", "/foo/bar/here")]
    [InlineData("X{#var}", "X#value")]
    [InlineData("map?{x,y}", "map?1024,768")]
    [InlineData("X{.x,y}", "X.1024.768")]
    [InlineData("{/var,x}/here", "/value/1024/here")]
    [InlineData("{;x,y,empty}", ";x=1024;y=768;empty")]
    [InlineData("{?x,y,empty}", "?x=1024&y=768&empty=")]
    [InlineData("?fixed=yes{&x}", "?fixed=yes&x=1024")]
    [InlineData("{var:3}", "val")]
    [InlineData("{?undefined}", "")]
    [InlineData("/plain", "/plain")]
    public void Variables_are_filled_in(string template, string expected) => Assert.Equal(expected, UriTemplate.Expand(template, Values));

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("}")]
    [InlineData("{x")]
    public void A_broken_template_is_no_address(string template) => Assert.Null(UriTemplate.Expand(template, Values));
}
