using System.Net;
using System.Net.Sockets;
using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>RTSP in HTTP, against GStreamer's server and against web servers that know nothing of it.</summary>
public sealed class HttpTunnelTests(DigestFarm farm) : IClassFixture<DigestFarm>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("aac")]
    public async Task Every_picture_arrives_through_the_tunnel(string mount)
    {
        _ = farm.Of(mount);
        var transcript = new SourceTranscript(TimeProvider.System);
        var watch = await Watch.RunAsync(farm.Endpoint(mount) with { Transport = SourceTransport.Http, Transcript = transcript }, TimeSpan.FromSeconds(6));

        FarmTests.AreContinuous(watch.Pictures);
        Assert.True(watch.Pictures.Count > 80);
        Assert.Equal((0, 0), (watch.Counters.Lost, watch.Counters.Malformed));
        Assert.Contains(transcript.Entries, entry => entry.Text.Contains("plays by RTSP over HTTP", StringComparison.Ordinal));
        Assert.StartsWith("RTSP/1.0 200", transcript.Entries[^1].Text, StringComparison.Ordinal);     // TEARDOWN was heard
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", FeedBreakCause.NoSuchPath)]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n", FeedBreakCause.WrongPassword)]
    [InlineData("HTTP/1.1 503 Busy\r\n\r\n", FeedBreakCause.Refused)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n", FeedBreakCause.Refused)]
    [InlineData("RTSP/1.0 400 Bad Request\r\n\r\n", FeedBreakCause.Refused)]
    [InlineData("hello\r\n\r\n", FeedBreakCause.Refused)]
    [InlineData("\r\n\r\n", FeedBreakCause.Refused)]
    [InlineData("HTTP/1.0 503 Busy\r\na\nb\r: c\n\r\n\r\n", FeedBreakCause.Refused)]
    [InlineData("", FeedBreakCause.Unreachable)]
    public async Task What_is_no_tunnel_is_told(string answer, FeedBreakCause cause)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var heard = new List<string>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var serving = ServeAsync(server, answer, heard, ending.Token);
        var endpoint = new SourceEndpoint(new Uri($"rtsp://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/a?b=c"), "me", "hush") { Transport = SourceTransport.Http };

        var problem = await Assert.ThrowsAsync<SourceException>(
            () => RtspSession.OpenAsync(endpoint, new SourceTimeouts { Response = TimeSpan.FromSeconds(1) }, TimeProvider.System, Token));
        await ending.CancelAsync();
        await serving;
        Assert.Equal(cause, problem.Cause);
        Assert.StartsWith("GET /a?b=c HTTP/1.0\r\nHost: 127.0.0.1\r\n", heard[0], StringComparison.Ordinal);
        if (answer.Contains("Basic", StringComparison.Ordinal))
        {
            Assert.Contains("Authorization: Basic bWU6aHVzaA==\r\n", heard[1], StringComparison.Ordinal);
        }
        else
        {
            Assert.Single(heard);
        }
    }

    private static async Task ServeAsync(TcpListener server, string answer, List<string> heard, CancellationToken ending)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptTcpClientAsync(ending);
                var buffer = new byte[4096];
                heard.Add(Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, ending)));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), ending);
                _ = await client.GetStream().ReadAsync(buffer, ending);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The client is gone, or the test.
        }
    }
}
