using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Vedette.Simulator.Onvif;
using Vedette.Support;
using Xunit;

namespace Vedette.Simulator.Tests.Onvif;

public sealed class SignInTests
{
    private static readonly XNamespace Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private readonly ManualTime _time = new();

    private SignIn Device => new(OnvifAuthentication.WsSecurity, "admin", "secret", _time);

    [Fact]
    public void A_token_counts_once()
    {
        var (device, token) = (Device, Token("secret", _time.GetUtcNow()));

        Assert.True(device.AdmitsToken(token, TimeSpan.Zero));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(device.AdmitsToken(token, TimeSpan.Zero));
    }

    [Fact]
    public void A_wrong_password_another_user_and_an_old_token_are_refused()
    {
        Assert.False(Device.AdmitsToken(Token("Secret", _time.GetUtcNow()), TimeSpan.Zero));
        Assert.False(Device.AdmitsToken(Token("secret", _time.GetUtcNow(), "root"), TimeSpan.Zero));
        Assert.False(Device.AdmitsToken(Token("secret", _time.GetUtcNow() - TimeSpan.FromSeconds(61)), TimeSpan.Zero));
        Assert.False(Device.AdmitsToken(Token("secret", _time.GetUtcNow()), TimeSpan.FromMinutes(2)));
        Assert.False(Device.AdmitsToken(null, TimeSpan.Zero));
    }

    private static XElement Token(string password, DateTimeOffset created, string user = "admin")
    {
        var (nonce, when) = (RandomNumberGenerator.GetBytes(16), created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
#pragma warning disable CA5350 // What the profile prescribes.
        var digest = Convert.ToBase64String(SHA1.HashData([.. nonce, .. Encoding.UTF8.GetBytes(when + password)]));
#pragma warning restore CA5350
        return new XElement("Header", new XElement(Security + "Security", new XElement(
            Security + "UsernameToken",
            new XElement(Security + "Username", user),
            new XElement(Security + "Password", new XAttribute("Type", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest"), digest),
            new XElement(Security + "Nonce", Convert.ToBase64String(nonce)),
            new XElement(Security + "Created", when))));
    }
}
