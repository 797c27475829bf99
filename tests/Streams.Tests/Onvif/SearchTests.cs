using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Vedette.Platform.Access;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Onvif;

public sealed class SearchTests
{
    [Fact]
    public async Task A_search_finds_the_camera_and_knows_it()
    {
        await using var host = await OnvifHost.StartAsync();

        var found = await PostAsync(host, "discover", new { seconds = 1 });

        var item = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal(host.Device.Url.AbsoluteUri, item.GetProperty("url").GetString());
        Assert.Equal("Yard", item.GetProperty("name").GetString());
        Assert.Equal("127.0.0.1", item.GetProperty("address").GetString());
        Assert.Equal(host.Camera.ToString(), item.GetProperty("deviceId").GetString());
    }

    [Fact]
    public async Task A_probe_tells_streams_and_abilities()
    {
        await using var host = await OnvifHost.StartAsync(isOnvifKnown: false);

        var answer = await PostAsync(host, "probe", new { url = host.Device.Url, username = "admin", password = "secret" });

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("Simulator", answer.GetProperty("device").GetProperty("model").GetString());
        Assert.True(answer.GetProperty("hasPtz").GetBoolean() && answer.GetProperty("hasEvents").GetBoolean());
        Assert.InRange(answer.GetProperty("clockOffsetSeconds").GetDouble(), -3, 3);
        var main = answer.GetProperty("profiles")[0];
        Assert.Equal(host.Simulator["cam1"].Url.AbsoluteUri, main.GetProperty("streamUrl").GetString());
        Assert.Equal("h264", main.GetProperty("video").GetProperty("codec").GetString());
        Assert.Equal(200_000, main.GetProperty("video").GetProperty("bitrate").GetInt64());
        Assert.Equal(15, main.GetProperty("video").GetProperty("gop").GetInt32());
    }

    [Fact]
    public async Task A_host_alone_is_enough_of_an_address_and_credentials_may_stand_in_it()
    {
        await using var host = await OnvifHost.StartAsync();
        var url = host.Device.Url;

        var answer = await PostAsync(host, "probe", new { url = $"http://admin:secret@127.0.0.1:{url.Port}{url.AbsolutePath}" });
        var without = await PostAsync(host, "probe", new { url = $"127.0.0.1:{url.Port}" });

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("not-onvif", without.GetProperty("cause").GetString());
    }

    [Fact]
    public async Task The_stored_password_goes_only_to_the_host_it_was_given_for()
    {
        await using var host = await OnvifHost.StartAsync();
        var url = host.Device.Url;

        var same = await PostAsync(host, "probe", new { url, deviceId = host.Camera });
        var other = await PostAsync(host, "probe", new { url = $"http://localhost:{url.Port}{url.AbsolutePath}", deviceId = host.Camera });

        Assert.True(same.GetProperty("ok").GetBoolean());
        Assert.Equal("wrong-password", other.GetProperty("cause").GetString());
    }

    [Fact]
    public async Task What_is_wrong_has_a_name_and_no_secret()
    {
        await using var host = await OnvifHost.StartAsync();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.Equal("wrong-password", await CauseAsync(host, host.Device.Url.AbsoluteUri));
        Assert.Equal("refused", await CauseAsync(host, $"http://127.0.0.1:{port}/onvif/device_service"));
        Assert.Equal("not-onvif", await CauseAsync(host, $"http://127.0.0.1:{host.Streams.Host.Address.Port}/"));
        Assert.Equal("not-allowed", await CauseAsync(host, "http://169.254.169.254/onvif/device_service"));
        host.Device.ClockOffset = TimeSpan.FromHours(3);
        Assert.Equal("clock-skew", await CauseAsync(host, host.Device.Url.AbsoluteUri));
    }

    [Fact]
    public async Task Local_services_are_out_of_reach_where_loopback_is_closed()
    {
        await using var host = await OnvifHost.StartAsync(settings: new Dictionary<string, string?> { ["streams:allowLoopback"] = "false" });

        Assert.Equal("not-allowed", await CauseAsync(host, host.Device.Url.AbsoluteUri));
        Assert.Empty((await PostAsync(host, "discover", new { seconds = 0.5 })).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("probe", """{"url":"ftp://192.168.1.20/"}""")]
    [InlineData("probe", """{"url":"http://"}""")]
    [InlineData("probe", """{"url":""}""")]
    [InlineData("probe", """{"url":"http://a\u0000b/"}""")]
    [InlineData("probe", """{"url":null}""")]
    [InlineData("probe", """{}""")]
    [InlineData("probe", """[]""")]
    [InlineData("probe", """{"url":"http://127.0.0.1/","deviceId":"019ab5a0-0000-7000-8000-000000000000"}""")]
    [InlineData("discover", """{"seconds":0}""")]
    [InlineData("discover", """{"seconds":11}""")]
    [InlineData("discover", """{"seconds":"long"}""")]
    public async Task Bad_requests_are_refused(string what, string body)
    {
        await using var streams = await StreamsHost.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var reply = await streams.Http.PostAsync($"/api/streams/onvif/{what}", content);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("invalid-request", (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("streams:discoveryTargets:0", "camera.local")]
    [InlineData("streams:discoveryTargets:0", "127.0.0.1:99999")]
    [InlineData("streams:discoveryNetworks:0", "eth0")]
    public async Task Settings_that_make_no_sense_stop_the_start(string key, string value) =>
        await Assert.ThrowsAnyAsync<Exception>(() => StreamsHost.StartAsync(adjust: options => options with { Settings = new Dictionary<string, string?> { [key] = value } }));

    [Fact]
    public async Task Searching_and_asking_need_the_right_to_configure()
    {
        await using var streams = await StreamsHost.StartAsync();
        using var guardian = streams.Host.Client(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));

        Assert.Equal(HttpStatusCode.Forbidden, (await guardian.PostAsJsonAsync("/api/streams/onvif/discover", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await guardian.PostAsJsonAsync("/api/streams/onvif/probe", new { url = "http://127.0.0.1/" })).StatusCode);
    }

    private static async Task<string?> CauseAsync(OnvifHost host, string url)
    {
        var answer = await PostAsync(host, "probe", new { url, username = "admin", password = "correct horse" });
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("message").GetString()!);
        Assert.DoesNotContain("correct horse", answer.GetRawText(), StringComparison.Ordinal);
        return answer.GetProperty("cause").GetString();
    }

    private static async Task<JsonElement> PostAsync(OnvifHost host, string what, object body)
    {
        using var reply = await host.Http.PostAsJsonAsync($"/api/streams/onvif/{what}", body);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }
}
