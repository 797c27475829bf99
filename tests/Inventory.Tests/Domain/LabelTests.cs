using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Tests.Domain;

public sealed class LabelTests
{
    [Theory]
    [InlineData("Door", "Door")]
    [InlineData("  Cámara del patio 🐕 ", "Cámara del patio 🐕")]
    public void A_name_is_trimmed(string text, string name)
    {
        Assert.Equal(name, Label.Read(text, Label.MaxName, out var error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\uD800b")]
    public void Nothing_and_control_characters_are_no_name(string? text)
    {
        _ = Label.Read(text, Label.MaxName, out var error);
        Assert.NotNull(error);
    }

    [Fact]
    public void A_name_has_at_most_a_hundred_characters()
    {
        _ = Label.Read(new string('x', 100), Label.MaxName, out var fits);
        _ = Label.Read(new string('x', 101), Label.MaxName, out var tooLong);
        Assert.Null(fits);
        Assert.NotNull(tooLong);
    }
}
