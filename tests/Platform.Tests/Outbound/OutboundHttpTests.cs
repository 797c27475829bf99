using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Vedette.Platform.Outbound;
using Vedette.Support;

namespace Vedette.Platform.Tests.Outbound;

/// <summary>No request goes where it must not, and none costs more than it may.</summary>
public sealed class OutboundHttpTests
{
    private static readonly OutboundLimits Modest = new(TimeSpan.FromSeconds(20), 1024);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_read_whole()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
        using var http = Http(loopback: true);

        var reply = await GetAsync(http, server.Url);

        Assert.Equal((HttpStatusCode.OK, server.Url, "application/json", "{}"), (reply.Status, reply.Url, reply.ContentType?.MediaType, Encoding.UTF8.GetString(reply.Body.Span)));
        Assert.DoesNotContain("traceparent", server.Heads.Single(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Accept-Encoding", server.Heads.Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    public async Task This_machine_is_not_reached_whatever_it_is_called(string url)
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
        using var http = Http(loopback: false);

        await FailsAsync(OutboundFailure.AddressNotAllowed, () => GetAsync(http, new Uri(string.Format(null, url, server.Port))));

        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_name_is_resolved_once_and_the_judged_address_is_the_one_connected_to()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
        // Rebinding: harmless when it is judged, this machine when it is connected to. There is no second question.
        var answers = new Queue<IPAddress>([IPAddress.Parse("10.255.255.1"), IPAddress.Loopback]);
        using var http = Http(loopback: false, (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        _ = await Assert.ThrowsAnyAsync<Exception>(() => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"http://thing.example:{server.Port}/"), Modest, impatient.Token));

        Assert.Single(answers);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_name_that_now_leads_to_this_machine_is_refused()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
        using var http = Http(loopback: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]));

        await FailsAsync(OutboundFailure.AddressNotAllowed, () => GetAsync(http, new Uri($"http://thing.example:{server.Port}/")));

        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task Of_a_names_addresses_only_the_allowed_ones_are_tried()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("{}"));
        using var http = Http(loopback: true, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.Loopback]));

        Assert.True((await GetAsync(http, new Uri($"http://thing.example:{server.Port}/"))).IsSuccess);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_judged_again()
    {
        await using var target = new ScriptedServer(ScriptedServer.Ok("here"));
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            ScriptedServer.Redirect(request.Target == "/good" ? target.Url.ToString() : "http://169.254.169.254/latest/meta-data/"), cancellation));
        using var http = Http(loopback: true);

        Assert.Equal(target.Url, (await GetAsync(http, new Uri(server.Url, "/good"))).Url);
        await FailsAsync(OutboundFailure.AddressNotAllowed, () => GetAsync(http, new Uri(server.Url, "/bad")));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://name:password@127.0.0.1/")]
    public async Task A_redirect_to_something_else_than_plain_http_is_not_followed(string location)
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect(location));
        using var http = Http(loopback: true);

        await FailsAsync(OutboundFailure.Malformed, () => GetAsync(http, server.Url));
    }

    [Fact]
    public async Task Redirects_end()
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect("/again"));
        using var http = Http(loopback: true);

        await FailsAsync(OutboundFailure.Malformed, () => GetAsync(http, server.Url));

        Assert.Equal(OutboundHttp.MostRedirects + 1, server.Heads.Count);
    }

    [Fact]
    public async Task Secrets_are_not_carried_to_another_server_and_nothing_is_written_there()
    {
        await using var other = new ScriptedServer(ScriptedServer.Ok("{}"));
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            ScriptedServer.Redirect(request.Target == "/" ? "/next" : other.Url.ToString(), 307), cancellation));
        using var http = Http(loopback: true);
        var request = new HttpRequestMessage(HttpMethod.Get, server.Url) { Headers = { { "Authorization", "Bearer secret" }, { "X-Key", "secret" }, { "Accept", "application/td+json" } } };

        _ = await http.SendAsync(request, Modest, Ct);
        var written = await http.SendAsync(new HttpRequestMessage(HttpMethod.Put, server.Url) { Content = new StringContent("1") }, Modest, Ct);

        Assert.Contains("secret", server.Heads.ElementAt(1), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", other.Heads.Single(), StringComparison.Ordinal);
        Assert.Contains("application/td+json", other.Heads.Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, written.Status);
    }

    [Theory]
    [InlineData("Content-Length: 100000\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n")]
    [InlineData("Connection: close\r\n\r\n")]
    public async Task A_body_that_is_too_large_is_left(string head)
    {
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\n" + head, cancellation);
            while (true)
            {
                await request.WriteAsync(head.StartsWith('T') ? "400\r\n" + new string('x', 1024) + "\r\n" : new string('x', 1024), cancellation);
            }
        });
        using var http = Http(loopback: true);

        await FailsAsync(OutboundFailure.TooLarge, () => GetAsync(http, server.Url));
    }

    [Fact]
    public async Task Headers_without_an_end_are_left()
    {
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\n", cancellation);
            for (var number = 0; ; number++)
            {
                await request.WriteAsync($"X-{number}: {new string('x', 1000)}\r\n", cancellation);
            }
        });
        using var http = Http(loopback: true);

        await FailsAsync(OutboundFailure.TooLarge, () => GetAsync(http, server.Url));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")]
    public async Task A_drip_ends_with_our_patience(string start)
    {
        var time = new ManualTime();
        var dripping = new TaskCompletionSource();
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync(start, cancellation);
            foreach (var one in "HTTP/1.1 200 OK\r\nX: " + new string('x', 1000))
            {
                await request.WriteAsync(start.EndsWith("\r\n\r\n", StringComparison.Ordinal) || start.Length == 0 ? one.ToString() : "", cancellation);
                dripping.TrySetResult();
                await Task.Delay(50, cancellation);
            }
        });
        using var http = Http(loopback: true, time: time);
        var reading = GetAsync(http, server.Url);
        await dripping.Task.WaitAsync(Ct);

        time.Advance(Modest.Patience);

        await FailsAsync(OutboundFailure.TimedOut, () => reading);
    }

    [Fact]
    public async Task Nobody_there_and_no_http_are_told_apart()
    {
        await using var server = new ScriptedServer("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        using var http = Http(loopback: true, (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound));
        var closed = new ScriptedServer("");
        var nobody = closed.Url;
        await closed.DisposeAsync();

        await FailsAsync(OutboundFailure.Malformed, () => GetAsync(http, server.Url));
        await FailsAsync(OutboundFailure.Unreachable, () => GetAsync(http, nobody));
        await FailsAsync(OutboundFailure.Unreachable, () => GetAsync(http, new Uri("http://nobody.example/")));
    }

    [Fact]
    public async Task Whoever_asked_may_stop_waiting()
    {
        await using var server = new ScriptedServer((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));
        using var http = Http(loopback: true);
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Url), Modest, leaving.Token));
    }

    [Fact]
    public async Task An_answer_without_an_end_is_read_by_whoever_opened_it()
    {
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n", cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        using var http = Http(loopback: true);

        using var response = await http.OpenAsync(new HttpRequestMessage(HttpMethod.Get, server.Url), Modest.Patience, Ct);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));

        Assert.Equal("data: 1", await reader.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task A_web_socket_is_judged_like_a_request()
    {
        await using var server = new ScriptedServer((request, cancellation) =>
        {
            var key = request.Head.Split("\r\n").Single(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal))[19..];
#pragma warning disable CA5350 // RFC 6455 section 1.3 asks for SHA-1.
            var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            return request.WriteAsync($"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n", cancellation);
        });
        var url = new Uri($"ws://127.0.0.1:{server.Port}/");
        using var open = Http(loopback: true);
        using var closed = Http(loopback: false);

        using var socket = await open.ConnectAsync(url, null, Modest.Patience, Ct);

        Assert.Equal(WebSocketState.Open, socket.State);
        await FailsAsync(OutboundFailure.AddressNotAllowed, () => closed.ConnectAsync(url, null, Modest.Patience, Ct));
    }

    [Fact]
    public async Task A_web_socket_is_not_led_elsewhere()
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect("http://169.254.169.254/"));
        using var http = Http(loopback: true);

        await FailsAsync(OutboundFailure.Malformed, () => http.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/"), null, Modest.Patience, Ct));

        Assert.Single(server.Heads);
    }

    private static async Task FailsAsync(OutboundFailure failure, Func<Task> request) =>
        Assert.Equal(failure, (await Assert.ThrowsAsync<OutboundException>(request)).Failure);

    private static Task<OutboundReply> GetAsync(OutboundHttp http, Uri url) => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), Modest, Ct);

    private static OutboundHttp Http(bool loopback, NameLookup? lookup = null, TimeProvider? time = null) =>
        new(new AddressRules(new NetworkOptions { AllowLoopback = loopback }), lookup ?? Dns.GetHostAddressesAsync, time ?? TimeProvider.System);
}
