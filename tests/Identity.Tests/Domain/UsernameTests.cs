using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class UsernameTests
{
    [Theory]
    [Trait("Req", "M-1")]
    [InlineData("ada", "ada")]
    [InlineData("  Ada.Lovelace_1-x ", "ada.lovelace_1-x")]
    public void A_name_is_trimmed_and_lower_cased(string text, string name)
    {
        Assert.Equal(name, Username.Read(text, out var error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("ada lovelace")]
    [InlineData("ada@example.org")]
    [InlineData("аda")] // The first letter is Cyrillic.
    [InlineData("İda")]
    [InlineData("ada\0")]
    public void What_is_no_name_is_refused(string? text)
    {
        _ = Username.Read(text, out var error);
        Assert.NotNull(error);
    }

    [Fact]
    public void A_name_has_three_to_fifty_characters()
    {
        _ = Username.Read(new string('a', 50), out var longest);
        _ = Username.Read(new string('a', 51), out var tooLong);
        Assert.Null(longest);
        Assert.NotNull(tooLong);
    }
}
