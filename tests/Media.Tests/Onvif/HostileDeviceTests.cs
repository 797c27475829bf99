using System.Net;
using System.Net.Sockets;
using System.Text;
using Vedette.Media.Onvif;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Onvif;

public sealed class HostileDeviceTests
{
    private static readonly OnvifTimeouts Hasty = new() { Response = TimeSpan.FromSeconds(2) };

    public static TheoryData<string> Bombs =>
    [
        """<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><Envelope><Body><x>&c;</x></Body></Envelope>""",
        """<!DOCTYPE x SYSTEM "http://127.0.0.1:1/evil.dtd"><Envelope><Body><x/></Body></Envelope>""",
        """<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Envelope><Body><x>&f;</x></Body></Envelope>""",
        string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000)),
        "<Envelope><Body>" + string.Concat(Enumerable.Repeat("<x/>", 200_000)) + "</Body></Envelope>",
        "<Envelope><Body><x " + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"a{i}=''")) + "/></Body></Envelope>",
        "<Envelope><Body><x>" + new string('x', 2_000_000) + "</x></Body></Envelope>",
        "<Envelope><Body>",
        "<html><body>It works!</body></html>",
        "\0\0\0\0",
        "",
        "<Envelope/>",
        "<Envelope><Body/></Envelope>",
        "<Envelope><Body><SomethingElse/></Body></Envelope>",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task What_is_no_answer_is_refused(string body)
    {
        await using var device = ScriptedDevice.Saying(_ => body);

        var refused = await RefusedAsync(device);

        Assert.True(refused.Cause is OnvifCause.NotOnvif or OnvifCause.Refused, refused.Message);
        Assert.DoesNotContain("root:", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        var sent = 0L;
        await using var device = ScriptedDevice.Sending(async (_, stream, cancellation) =>
        {
            await ScriptedDevice.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n<Envelope>", cancellation);
            for (var piece = Encoding.UTF8.GetBytes(new string(' ', 65_536)); ; sent += piece.Length)
            {
                await stream.WriteAsync(piece, cancellation);
            }
        });

        Assert.Equal(OnvifCause.NotOnvif, (await RefusedAsync(device)).Cause);
        Assert.InRange(sent, 1, 32 << 20); // what the kernel's buffers take included
    }

    [Fact]
    public async Task Headers_without_end_are_cut_off()
    {
        await using var device = ScriptedDevice.Sending(async (_, stream, cancellation) =>
        {
            await ScriptedDevice.WriteAsync(stream, "HTTP/1.1 200 OK\r\n", cancellation);
            while (true)
            {
                await ScriptedDevice.WriteAsync(stream, $"X-Long: {new string('x', 1000)}\r\n", cancellation);
            }
        });

        Assert.Equal(OnvifCause.NotOnvif, (await RefusedAsync(device)).Cause);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")]
    public async Task An_answer_that_drips_is_given_up_in_time(string beginning)
    {
        await using var device = ScriptedDevice.Sending(async (_, stream, cancellation) =>
        {
            await ScriptedDevice.WriteAsync(stream, beginning, cancellation);
            while (beginning.Length > 0)
            {
                await ScriptedDevice.WriteAsync(stream, " ", cancellation);
                await Task.Delay(100, cancellation);
            }

            await Task.Delay(Timeout.Infinite, cancellation);
        });

        var refused = await RefusedAsync(device);

        Assert.Equal(OnvifCause.Unreachable, refused.Cause);
        Assert.Contains("within 2 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("307 Temporary Redirect")]
    public async Task A_redirect_is_not_followed(string status)
    {
        using var inner = new TcpListener(IPAddress.Loopback, 0);
        inner.Start();
        await using var device = ScriptedDevice.Sending((_, stream, cancellation) =>
            ScriptedDevice.WriteAsync(stream, ScriptedDevice.Whole("", status, $"Location: http://127.0.0.1:{((IPEndPoint)inner.LocalEndpoint).Port}/\r\n"), cancellation));

        Assert.Equal(OnvifCause.NotOnvif, (await RefusedAsync(device)).Cause);
        Assert.False(inner.Pending());
    }

    [Fact]
    public async Task Addresses_a_device_writes_lead_nowhere_else()
    {
        await using var device = ScriptedDevice.Saying(request => request switch
        {
            _ when request.Contains("GetSystemDateAndTime", StringComparison.Ordinal) => ScriptedDevice.Clock,
            _ when request.Contains("GetServices", StringComparison.Ordinal) => Envelope(
                "<GetServicesResponse><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr>http://169.254.169.254/latest/meta-data</XAddr></Service></GetServicesResponse>"),
            _ when request.Contains("GetProfiles", StringComparison.Ordinal) => Envelope("<GetProfilesResponse><Profiles token='p'><Name>P</Name></Profiles></GetProfilesResponse>"),
            _ when request.Contains("GetStreamUri", StringComparison.Ordinal) => Envelope("<GetStreamUriResponse><MediaUri><Uri>rtsp://root:pw@10.9.8.7:554/live</Uri></MediaUri></GetStreamUriResponse>"),
            _ => Envelope("<GetDeviceInformationResponse/>"),
        });

        var probe = await OnvifProbe.AskAsync(new SourceEndpoint(device.Url, null, null), Hasty, TimeProvider.System, default);

        Assert.Equal(new Uri("rtsp://127.0.0.1:554/live"), probe.Profiles[0].StreamUrl);
        Assert.Contains(device.Asked, asked => asked.StartsWith("POST /latest/meta-data", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://169.254.169.254/onvif/device_service")]
    [InlineData("http://0.0.0.0/onvif/device_service")]
    [InlineData("http://239.255.255.250/onvif/device_service")]
    [InlineData("http://[fe80::1]/onvif/device_service")]
    [InlineData("http://[::ffff:169.254.169.254]/onvif/device_service")]
    public async Task Addresses_no_camera_has_are_not_connected_to(string url)
    {
        var refused = await Assert.ThrowsAsync<OnvifException>(() =>
            OnvifCamera.ConnectAsync(new SourceEndpoint(new Uri(url), "u", "p"), Hasty, TimeProvider.System, default));

        Assert.Equal(OnvifCause.NotAllowed, refused.Cause);
    }

    [Fact]
    public async Task A_device_that_repeats_the_password_is_not_quoted()
    {
        await using var device = ScriptedDevice.Saying(request => request.Contains("GetSystemDateAndTime", StringComparison.Ordinal)
            ? ScriptedDevice.Clock
            : Envelope("<Fault><Code><Value>s:Sender</Value><Subcode><Value>ter:InvalidArgVal</Value></Subcode></Code><Reason><Text>You said correct horse,\n and that is wrong</Text></Reason></Fault>"));

        var refused = await Assert.ThrowsAsync<OnvifException>(() =>
            OnvifProbe.AskAsync(new SourceEndpoint(device.Url, "u", "correct horse"), Hasty, TimeProvider.System, default));

        Assert.Equal("InvalidArgVal", refused.Fault);
        Assert.Contains("You said ***, and that is wrong", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(device.Asked, asked => asked.Contains("correct horse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Challenges_without_end_are_not_answered_without_end()
    {
        await using var device = ScriptedDevice.Sending((_, stream, cancellation) => ScriptedDevice.WriteAsync(
            stream, ScriptedDevice.Whole("", "401 Unauthorized", $"WWW-Authenticate: Digest realm=\"r\", nonce=\"{Guid.NewGuid()}\", stale=true\r\n"), cancellation));

        var refused = await Assert.ThrowsAsync<OnvifException>(() =>
            OnvifCamera.ConnectAsync(new SourceEndpoint(device.Url, "u", "p"), Hasty, TimeProvider.System, default));

        Assert.Equal(OnvifCause.WrongPassword, refused.Cause);
        Assert.InRange(device.Asked.Count, 2, 8);
    }

    private static string Envelope(string content) => $"""<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>{content}</s:Body></s:Envelope>""";

    private static Task<OnvifException> RefusedAsync(ScriptedDevice device) => Assert.ThrowsAsync<OnvifException>(() =>
        OnvifCamera.ConnectAsync(new SourceEndpoint(device.Url, "u", "p"), Hasty, TimeProvider.System, CancellationToken.None));
}
