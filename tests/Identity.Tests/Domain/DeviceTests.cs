using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("curl/8.14.1", "curl")]
    [InlineData("<script>alert(1)</script>", "unknown")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    public void A_browser_is_told_in_a_few_words_of_our_own(string? userAgent, string words) => Assert.Equal(words, Device.Of(userAgent));

    [Fact]
    public void However_much_is_sent_little_is_kept() => Assert.InRange(Device.Of(new string('x', 100_000) + "Firefox/").Length, 1, Device.MaxLength);
}
