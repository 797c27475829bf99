using System.Text;
using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_109);

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1_111_111_109, "07081804")]
    [InlineData(1_111_111_111, "14050471")]
    [InlineData(1_234_567_890, "89005924")]
    [InlineData(2_000_000_000, "69279037")]
    [InlineData(20_000_000_000, "65353130")]
    public void The_codes_are_those_of_RFC_6238_appendix_B(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_secret_is_written_as_in_RFC_4648_section_10(string bytes, string text) => Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_good_one_step_before_and_after(int away, bool isGood)
    {
        var step = Totp.StepAt(Now) + away;

        Assert.Equal(isGood ? step : null, Totp.StepOf(Secret, Totp.Code(Secret, step), Now));
    }

    [Fact]
    public void A_step_is_good_once_and_none_before_it()
    {
        var factor = new SecondFactor(Foundation.UserId.New(), Secret, Now, LastStep: Totp.StepAt(Now), 0, null);

        Assert.Null(factor.Accept(Totp.Code(Secret, Totp.StepAt(Now) - 1), Now));
        Assert.Null(factor.Accept(Totp.Code(Secret, Totp.StepAt(Now)), Now));
        Assert.NotNull(factor.Accept(Totp.Code(Secret, Totp.StepAt(Now) + 1), Now));
    }

    [Fact]
    public void Wrong_codes_cost_a_wait_that_doubles_up_to_a_quarter_of_an_hour()
    {
        var factor = new SecondFactor(Foundation.UserId.New(), Secret, Now, 0, Failures: SecondFactor.FreeTries - 1, Now);

        Assert.Null(factor.WaitAt(Now));
        Assert.Equal(TimeSpan.FromSeconds(1), (factor with { Failures = SecondFactor.FreeTries }).WaitAt(Now));
        Assert.Equal(TimeSpan.FromSeconds(8), (factor with { Failures = SecondFactor.FreeTries + 3 }).WaitAt(Now));
        Assert.Null((factor with { Failures = SecondFactor.FreeTries + 3 }).WaitAt(Now.AddSeconds(8)));
        Assert.Equal(TimeSpan.FromMinutes(15), (factor with { Failures = 1_000 }).WaitAt(Now));
    }

    [Fact]
    public void What_an_app_scans_holds_all_it_needs() => Assert.Equal(
        "otpauth://totp/Vedette:guard%20%26%20co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Vedette&algorithm=SHA1&digits=6&period=30",
        Totp.Uri(Secret, "guard & co"));
}
