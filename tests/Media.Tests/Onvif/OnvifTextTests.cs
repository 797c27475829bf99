using System.Net;
using System.Text;
using Vedette.Media.Onvif;
using Xunit;

namespace Vedette.Media.Tests.Onvif;

public sealed class OnvifTextTests
{
    // The worked example of the ONVIF Application Programmer's Guide, section 6.1.1.3.
    [Fact]
    public void The_password_digest_is_that_of_the_guide() => Assert.Equal(
        "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
        SecurityHeader.Digest(Convert.FromBase64String("LKqI6G/AikKCQrN0zqZFlg=="), "2010-09-16T07:50:45Z", "userpassword"));

    [Theory]
    [InlineData("http://10.0.0.5/onvif/media", "http://cam:8080/onvif/media", null)]
    [InlineData("http://cam:8080/onvif/media?x=1&y=2", "http://cam:8080/onvif/media?x=1&y=2", null)]
    [InlineData("http://cam:8000/onvif/media", "http://cam:8080/onvif/media", "http://cam:8000/onvif/media")]
    [InlineData("http:///onvif/events?session=392", "http://cam:8080/onvif/events?session=392", null)]
    [InlineData("https://cam/onvif/media", "http://cam:8080/onvif/media", null)]
    [InlineData("http://cam:8080/a http://[fe80::1]/a", "http://cam:8080/a", null)]
    [InlineData("http://cam", "http://cam:8080/", null)]
    [InlineData("/onvif/ptz", "http://cam:8080/onvif/ptz", null)]
    [InlineData("urn:uuid:1", "http://cam:8080/else", null)]
    [InlineData("http://www.w3.org/2005/08/addressing/anonymous", "http://cam:8080/else", null)]
    [InlineData("", "http://cam:8080/else", null)]
    [InlineData(null, "http://cam:8080/else", null)]
    public void Of_an_address_only_the_path_is_believed(string? written, string url, string? otherPort)
    {
        var address = ServiceAddress.Read(new Uri("http://cam:8080/onvif/device_service"), written, "/else");

        Assert.Equal(url, address.Url.AbsoluteUri);

        // Port 80 stands in an address that names none.
        Assert.Equal(written?.StartsWith("http://10.0.0.5/", StringComparison.Ordinal) == true || written == "http://cam" ? 80 : otherPort is null ? null : 8000, address.OtherPort?.Port);
        Assert.Equal("cam", address.OtherPort?.Host ?? "cam");
    }

    [Theory]
    [InlineData("rtsp://10.0.0.5:554/Streaming/Channels/101?transportmode=unicast", "rtsp://cam:554/Streaming/Channels/101?transportmode=unicast")]
    [InlineData("rtsp://admin:pw@10.0.0.5:8554/live", "rtsp://cam:8554/live")]
    [InlineData("ftp://cam/live", null)]
    [InlineData("live", null)]
    [InlineData(null, null)]
    public void A_stream_is_on_the_host_that_was_asked(string? written, string? url) =>
        Assert.Equal(url, ServiceAddress.Media(new Uri("http://cam:8080/onvif/device_service"), written, "rtsp")?.AbsoluteUri);

    [Fact]
    public void An_answer_to_a_search_nobody_made_is_not_heard()
    {
        var asked = new HashSet<string> { "urn:uuid:1" };

        Assert.Empty(ProbeMessage.Read(Match("urn:uuid:2", "http://192.0.2.7/onvif"), IPAddress.Parse("192.0.2.7"), asked));
        Assert.Empty(ProbeMessage.Read(Encoding.UTF8.GetBytes("lollipop"), IPAddress.Parse("192.0.2.7"), asked));
        Assert.Empty(ProbeMessage.Read(Match("urn:uuid:1", "file:///etc/passwd"), IPAddress.Parse("192.0.2.7"), asked));
    }

    [Fact]
    public void Of_several_addresses_the_one_that_answered_counts()
    {
        var found = ProbeMessage.Read(
            Match("urn:uuid:1", "http://[fe80::1]/onvif/device_service http://192.0.2.7:8000/onvif/device_service http://10.0.0.1/onvif/device_service"),
            IPAddress.Parse("192.0.2.7"),
            new HashSet<string> { "urn:uuid:1" });

        Assert.Equal(new OnvifMatch(new Uri("http://192.0.2.7:8000/onvif/device_service"), IPAddress.Parse("192.0.2.7"), "Front gate", "DS-2CD", "", "urn:uuid:abc"), Assert.Single(found));
    }

    private static byte[] Match(string relates, string addresses) => Encoding.UTF8.GetBytes(
        $"<s:Envelope xmlns:s='s' xmlns:a='a'><s:Header><a:RelatesTo>{relates}</a:RelatesTo></s:Header><s:Body><ProbeMatches><ProbeMatch><a:EndpointReference><a:Address>urn:uuid:abc</a:Address></a:EndpointReference><Scopes>onvif://www.onvif.org/name/Front%20gate onvif://www.onvif.org/hardware/DS-2CD</Scopes><XAddrs>{addresses}</XAddrs></ProbeMatch></ProbeMatches></s:Body></s:Envelope>");
}
