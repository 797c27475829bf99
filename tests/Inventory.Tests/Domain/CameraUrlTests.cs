using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Tests.Domain;

public sealed class CameraUrlTests
{
    private static readonly HostPolicy Closed = new(AllowLoopback: false, AllowPrivateNetworks: false);

    [Theory]
    [Trait("Req", "O-3")]
    [InlineData("rtsp://192.168.1.20/stream1")]
    [InlineData("rtsp://192.168.1.20:8554/stream1?channel=1&subtype=0")]
    [InlineData("rtsp://10.0.0.5")]
    [InlineData("rtsp://camera.example.org/h264/ch1/main/av_stream")]
    [InlineData("rtsp://camera_1.local:554/a%20b")]
    [InlineData("rtsp://[2001:db8::17]:554/live")]
    [InlineData("rtsp://[fd00::17]/live")]
    [InlineData("rtsp://127.0.0.1:8554/cam1")]
    [InlineData("rtsp://[::1]:8554/cam1")]
    [InlineData("rtsp://localhost:8554/cam1")]
    [InlineData("rtsp://203.0.113.9/a/../b//c")]
    [InlineData("rtsps://192.168.1.20:322/stream1")]
    [InlineData("http://192.168.1.20/video.mjpg?fps=10&q=%2F")]
    [InlineData("https://camera.example.org:8443/live/index.m3u8")]
    [InlineData("udp://0.0.0.0:5000")]
    [InlineData("udp://192.168.1.2:5000")]
    [InlineData("udp://239.1.2.3:5000")]
    [InlineData("udp://[ff15::1]:5000")]
    [InlineData("udp://[fd00::17]:5000")]
    public void A_camera_url_is_taken_as_it_was_written(string text)
    {
        Assert.True(CameraUrl.TryParse(text, HostPolicy.Open, out var url, out _));
        Assert.Equal(text, url.Url.OriginalString);
        Assert.Null(url.Username);
        Assert.Null(url.Password);
    }

    [Theory]
    [InlineData("")]
    [InlineData("camera")]
    [InlineData("/etc/passwd")]
    [InlineData("//192.168.1.20/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://192.168.1.20/etc/passwd")]
    [InlineData("rtspu://192.168.1.20/video")]
    [InlineData("gopher://192.168.1.20:70/_x")]
    [InlineData("ftp://192.168.1.20/x")]
    [InlineData("exec:ffmpeg -i x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("rtsp:192.168.1.20/x")]
    [InlineData("rtsp:/192.168.1.20/x")]
    [InlineData(" rtsp://192.168.1.20/x")]
    [InlineData("view-source:rtsp://192.168.1.20/x")]
    [InlineData("rtmp://192.168.1.20/live")]
    [InlineData("ws://192.168.1.20/x")]
    [InlineData("httpx://192.168.1.20/x")]
    [InlineData("http:///x")]
    [InlineData("unix:///run/docker.sock")]
    public void Anything_but_what_cameras_speak_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("rtsp://")]
    [InlineData("rtsp:///stream1")]
    [InlineData("rtsp://:554/stream1")]
    [InlineData("rtsp://user:secret@/stream1")]
    [InlineData("rtsp://?x=1")]
    [InlineData("rtsp://[]/x")]
    [InlineData("rtsp://[::1/x")]
    [InlineData("rtsp://[::1]x/x")]
    [InlineData("rtsp://[127.0.0.1]/x")]
    [InlineData("rtsp://[v1.x]/x")]
    [InlineData("rtsp://a..b/x")]
    [InlineData("rtsp://.a/x")]
    [InlineData("rtsp://a./x")]
    [InlineData("rtsp://ca%6Dera/x")]
    [InlineData("rtsp://camera,other/x")]
    [InlineData("rtsp://1.2.3.4:554:555/x")]
    public void A_url_without_a_plain_host_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("rtsp://169.254.169.254/latest/meta-data")]
    [InlineData("rtsp://169.254.0.1:554/x")]
    [InlineData("rtsp://user:secret@169.254.169.254/x")]
    [InlineData("rtsp://[fe80::1]/x")]
    [InlineData("rtsp://[fe80::1%eth0]/x")]
    [InlineData("rtsp://[fe80::1%25eth0]/x")]
    [InlineData("rtsp://[febf::1]/x")]
    [InlineData("rtsp://[::ffff:169.254.169.254]/x")]
    [InlineData("rtsp://[::ffff:a9fe:a9fe]/x")]
    [InlineData("rtsp://[::169.254.169.254]/x")]
    [InlineData("rtsp://[64:ff9b::169.254.169.254]/x")]
    [InlineData("rtsp://[2002:a9fe:a9fe::1]/x")]
    public void Link_local_addresses_are_refused_however_they_are_wrapped(string text) => AssertRefused(text);

    [Theory]
    [InlineData("rtsp://2852039166/x")]
    [InlineData("rtsp://0xA9FEA9FE/x")]
    [InlineData("rtsp://0xa9.0xfe.0xa9.0xfe/x")]
    [InlineData("rtsp://0251.0376.0251.0376/x")]
    [InlineData("rtsp://169.254.43518/x")]
    [InlineData("rtsp://169.16689662/x")]
    [InlineData("rtsp://127.1/x")]
    [InlineData("rtsp://010.0.0.1/x")]
    [InlineData("rtsp://1.2.3.04/x")]
    [InlineData("rtsp://1.2.3.256/x")]
    [InlineData("rtsp://1.2.3/x")]
    [InlineData("rtsp://1.2.3.4.5/x")]
    [InlineData("rtsp://a.b.c.0x7f/x")]
    [InlineData("rtsp://a.1/x")]
    [InlineData("rtsp://169.254.169.254./x")]
    public void Disguised_numeric_hosts_are_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("rtsp://0.0.0.0/x")]
    [InlineData("rtsp://0.1.2.3/x")]
    [InlineData("rtsp://[::]/x")]
    [InlineData("rtsp://[::ffff:0.0.0.0]/x")]
    [InlineData("rtsp://224.0.0.1/x")]
    [InlineData("rtsp://239.255.255.250/x")]
    [InlineData("rtsp://[ff02::1]/x")]
    [InlineData("rtsp://[::ffff:224.0.0.1]/x")]
    [InlineData("rtsp://255.255.255.255/x")]
    [InlineData("rtsp://240.0.0.1/x")]
    public void Addresses_that_are_no_host_are_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("rtsp://192.168.1.20:0/x")]
    [InlineData("rtsp://192.168.1.20:65536/x")]
    [InlineData("rtsp://192.168.1.20:-1/x")]
    [InlineData("rtsp://192.168.1.20:/x")]
    [InlineData("rtsp://192.168.1.20:5 54/x")]
    [InlineData("rtsp://192.168.1.20:rtsp/x")]
    [InlineData("rtsp://192.168.1.20/x#fragment")]
    [InlineData("rtsp://192.168.1.20#@camera/x")]
    [InlineData("rtsp://192.168.1.20/a b")]
    [InlineData("rtsp://192.168.1.20/a\r\nTEARDOWN rtsp://x")]
    [InlineData("rtsp://192.168.1.20/a\tb")]
    [InlineData("rtsp://192.168.1.20/a\u0000b")]
    [InlineData("rtsp://192.168.1.20/a\u007Fb")]
    [InlineData("rtsp://192.168.1.20/cámara")]
    [InlineData("rtsp://cámara.example/x")]
    [InlineData("rtsp://192.168.1.20/x\u202E")]
    [InlineData("rtsp://１６９.254.169.254/x")]
    [InlineData("rtsp://192.168.1.20\\@169.254.169.254/x")]
    [InlineData("rtsp://192.168.1.20/%zz")]
    [InlineData("rtsp://192.168.1.20/%4")]
    [InlineData("rtsp://192.168.1.20/\"x\"")]
    [InlineData("rtsp://us%0D%0Aer:secret@192.168.1.20/x")]
    [InlineData("rtsp://user:sec%00ret@192.168.1.20/x")]
    public void Ports_and_characters_that_cannot_be_are_refused(string text) => AssertRefused(text);

    [Fact]
    public void A_url_longer_than_a_thousand_characters_is_refused()
    {
        AssertRefused("rtsp://192.168.1.20/" + new string('x', 1_000));
        AssertRefused("rtsp://" + new string('a', 64) + "/x");
        AssertRefused("rtsp://" + string.Join('.', Enumerable.Repeat("abcdefgh", 30)) + "/x");
    }

    [Theory]
    [InlineData("rtsp://admin:secret@192.168.1.20/x", "admin", "secret")]
    [InlineData("rtsp://admin@192.168.1.20/x", "admin", null)]
    [InlineData("rtsp://admin:@192.168.1.20/x", "admin", null)]
    [InlineData("rtsp://:secret@192.168.1.20/x", null, "secret")]
    [InlineData("rtsp://admin:p@ss:w@rd@192.168.1.20/x", "admin", "p@ss:w@rd")]
    [InlineData("rtsp://adm%40in:p%2Fss%25@192.168.1.20/x", "adm@in", "p/ss%")]
    [InlineData("RTSP://admin:secret@192.168.1.20/x", "admin", "secret")]
    public void Credentials_are_taken_out_of_the_url(string text, string? username, string? password)
    {
        Assert.True(CameraUrl.TryParse(text, HostPolicy.Open, out var url, out _));
        Assert.Equal("rtsp://192.168.1.20/x", url.Url.OriginalString);
        Assert.Equal(username, url.Username);
        Assert.Equal(password, url.Password);
        Assert.DoesNotContain("secret", url.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("udp://@:5000", "udp://0.0.0.0:5000")]
    [InlineData("UDP://@:5000/", "udp://0.0.0.0:5000")]
    [InlineData("udp://:5000", "udp://0.0.0.0:5000")]
    [InlineData("udp://@239.1.2.3:5000", "udp://239.1.2.3:5000")]
    public void Where_is_listened_is_kept_in_one_form(string text, string kept)
    {
        Assert.True(CameraUrl.TryParse(text, HostPolicy.Open, out var url, out _));
        Assert.Equal(kept, url.Url.OriginalString);
    }

    [Theory]
    [InlineData("udp://")]
    [InlineData("udp://@")]
    [InlineData("udp://@:")]
    [InlineData("udp://@:0")]
    [InlineData("udp://@:53")]
    [InlineData("udp://@:1023")]
    [InlineData("udp://@:65536")]
    [InlineData("udp://@:+5000")]
    [InlineData("udp://@@:5000")]
    [InlineData("udp://user:secret@192.168.1.2:5000")]
    [InlineData("udp://192.168.1.2")]
    [InlineData("udp://192.168.1.2:5000/x")]
    [InlineData("udp://192.168.1.2:5000?localaddr=10.0.0.1")]
    [InlineData("udp://camera.example.org:5000")]
    [InlineData("udp://224.0.0.1:5000")]
    [InlineData("udp://224.0.0.251:5353")]
    [InlineData("udp://0xEF010203:5000")]
    [InlineData("udp://239.66051:5000")]
    [InlineData("udp://255.255.255.255:5000")]
    [InlineData("udp://169.254.1.1:5000")]
    [InlineData("udp://[ff02::1]:5000")]
    [InlineData("udp://[ff01::1]:5000")]
    [InlineData("udp://[fe80::1%eth0]:5000")]
    [InlineData("udp://[::ffff:169.254.1.1]:5000")]
    public void Ports_of_other_programs_and_groups_networks_run_on_are_not_listened_to(string text) => AssertRefused(text);

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:a9fe:a9fe]/x")]
    [InlineData("http://2852039166/x")]
    [InlineData("http://192.168.1.20/x#y")]
    [InlineData("rtsps://0.0.0.0/x")]
    [InlineData("http://192.168.1.20\\@169.254.169.254/x")]
    public void Every_scheme_is_judged_by_the_same_rules(string text) => AssertRefused(text);

    [Theory]
    [InlineData("http://192.168.1.20/onvif/device_service", true)]
    [InlineData("https://192.168.1.20:8443/onvif/device_service", true)]
    [InlineData("rtsp://192.168.1.20/onvif/device_service", false)]
    [InlineData("udp://@:5000", false)]
    [InlineData("http://169.254.169.254/onvif/device_service", false)]
    public void A_device_service_is_on_the_web(string text, bool isTaken) =>
        Assert.Equal(isTaken, CameraUrl.TryParse(text, CameraUrl.WebSchemes, HostPolicy.Open, out _, out _));

    [Theory]
    [InlineData("rtsp://127.0.0.1/x")]
    [InlineData("http://127.0.0.1:8080/x")]
    [InlineData("https://192.168.1.20/x")]
    [InlineData("rtsp://127.8.9.10/x")]
    [InlineData("rtsp://[::1]/x")]
    [InlineData("rtsp://[::ffff:127.0.0.1]/x")]
    [InlineData("rtsp://localhost/x")]
    [InlineData("rtsp://LOCALHOST/x")]
    [InlineData("rtsp://a.localhost/x")]
    [InlineData("rtsp://10.1.2.3/x")]
    [InlineData("rtsp://172.16.0.1/x")]
    [InlineData("rtsp://172.31.255.255/x")]
    [InlineData("rtsp://192.168.1.20/x")]
    [InlineData("rtsp://[fd00::17]/x")]
    public void An_installation_can_close_itself_and_its_network(string text)
    {
        Assert.True(CameraUrl.TryParse(text, HostPolicy.Open, out _, out _));
        Assert.False(CameraUrl.TryParse(text, Closed, out _, out var error));
        Assert.StartsWith("This installation does not take cameras", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://172.32.0.1/x")]
    [InlineData("rtsp://11.0.0.1/x")]
    [InlineData("rtsp://camera.example.org/x")]
    public void A_closed_installation_still_takes_public_cameras(string text) =>
        Assert.True(CameraUrl.TryParse(text, Closed, out _, out _));

    private static void AssertRefused(string text)
    {
        Assert.False(CameraUrl.TryParse(text, HostPolicy.Open, out var url, out var error));
        Assert.Null(url);
        Assert.NotEmpty(error!);
    }
}
