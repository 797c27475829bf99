using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class PasswordPolicyTests
{
    [Fact]
    public void A_password_is_long_and_not_endless()
    {
        Assert.NotNull(PasswordPolicy.Error(null));
        Assert.NotNull(PasswordPolicy.Error("123456789"));
        Assert.Null(PasswordPolicy.Error("1234567890"));
        Assert.Null(PasswordPolicy.Error(new string('x', 256)));
        Assert.NotNull(PasswordPolicy.Error(new string('x', 257)));
    }

    [Fact]
    public void A_generated_password_is_random_and_typed_easily()
    {
        var password = PasswordPolicy.Generate();

        Assert.True(password.Length >= 20);
        Assert.All(password, letter => Assert.True(char.IsAsciiLetterOrDigit(letter)));
        Assert.DoesNotContain(password, letter => "0O1lI".Contains(letter, StringComparison.Ordinal));
        Assert.NotEqual(password, PasswordPolicy.Generate());
    }
}
