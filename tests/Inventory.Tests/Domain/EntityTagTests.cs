using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Tests.Domain;

public sealed class EntityTagTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("*", null)]
    [InlineData("\"7\"", 7L)]
    [InlineData("7", 7L)]
    public void An_if_match_header_names_a_version_or_any(string? header, long? version)
    {
        Assert.True(EntityTag.TryReadIfMatch(header, out var read));
        Assert.Equal(version, read);
    }

    [Theory]
    [InlineData("W/\"7\"")]
    [InlineData("\"seven\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"-7\"")]
    [InlineData("\"99999999999999999999\"")]
    public void Anything_else_is_refused(string header) => Assert.False(EntityTag.TryReadIfMatch(header, out _));
}
