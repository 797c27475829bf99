using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

public sealed class HostileClientTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("DESCRIBE rtsp://x/yard RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 100000000\r\n\r\n")]
    public async Task What_is_no_rtsp_is_sent_away(string bytes)
    {
        await using var rig = await RestreamRig.StartAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);

        await client.SendAsync(Encoding.UTF8.GetBytes(bytes));

        Assert.True(await client.IsClosedAsync());
        await Until.TrueAsync(() => rig.Server.Connections == 0, "the connection is gone");
    }

    [Theory]
    [InlineData("DESCRIBE rtsp://x/yard RTSP/1.0\r\nX: ", 40_000)]
    [InlineData("DESCRIBE rtsp://x/yard RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 100000\r\n\r\n", 40_000)]
    [InlineData("$\0\u007f\u007f", 40_000)]
    public async Task Who_sends_more_than_a_request_can_have_is_sent_away(string start, int more)
    {
        await using var rig = await RestreamRig.StartAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);

        await client.SendAsync((byte[])[.. Encoding.Latin1.GetBytes(start), .. Enumerable.Repeat((byte)'x', more)]);

        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Who_does_not_prove_anything_has_ten_seconds()
    {
        await using var rig = await RestreamRig.StartAsync();
        using var silent = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        using var talkative = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        Assert.Equal(200, (await talkative.AskAsync("OPTIONS", "*")).Status);

        Assert.True(await silent.IsClosedAsync());
        Assert.True(await talkative.IsClosedAsync());
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await using var rig = await RestreamRig.StartAsync();
        var statuses = new List<int>();
        for (var connection = 0; connection < 12 && !statuses.Contains(503); connection++)
        {
            using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
            for (var attempt = 0; attempt < 5; attempt++)
            {
                var answer = await client.AskAsync("DESCRIBE", rig.Url.ToString(), ("Authorization", RawClient.Basic("recorder", $"guess{attempt}")));
                statuses.Add(answer.Status);
                if (answer.Status == 503)
                {
                    Assert.NotNull(answer.Headers["Retry-After"]);
                    break;
                }
            }

            Assert.True(await client.IsClosedAsync());
        }

        // How many it takes depends on how fast they come: each failure beyond the fifth doubles the wait.
        Assert.All(statuses.SkipLast(1), status => Assert.Equal(401, status));
        Assert.Equal(503, statuses[^1]);
        Assert.True(statuses.Count > 5);
    }

    [Theory]
    [InlineData("streams:restreamClients")]
    [InlineData("streams:restreamClientsPerAddress")]
    public async Task There_are_no_more_clients_than_the_setting_says(string setting)
    {
        await using var rig = await RestreamRig.StartAsync(adjust: RestreamRig.With(setting, "2"));
        using var one = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        using var two = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        Assert.Equal(200, (await one.AskAsync("OPTIONS", "*")).Status);
        Assert.Equal(200, (await two.AskAsync("OPTIONS", "*")).Status);

        using var three = await RawClient.ConnectAsync(rig.Server.Port!.Value);

        Assert.True(await three.IsClosedAsync());
        Assert.Equal(200, (await one.AskAsync("OPTIONS", "*")).Status);
    }

    [Fact]
    public async Task Datagrams_go_to_who_asked_whatever_destination_is_named()
    {
        await using var rig = await RestreamRig.StartAsync();
        var (_, username, secret) = await rig.KeyAsync();
        using var receiver = new UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);

        await RestreamTests.PlayAsync(
            client, rig.Url.ToString(), RawClient.Basic(username, secret), $"RTP/AVP;unicast;client_port={port}-{port + 1};destination=127.0.0.2");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var packet = await receiver.ReceiveAsync(limit.Token);
        Assert.Equal(0x80, packet.Buffer[0]);
        Assert.True(packet.Buffer.Length <= 1400);
    }

    [Theory]
    [InlineData("SETUP", "/trackID=0", "RTP/AVP;multicast", 461)]
    [InlineData("SETUP", "/trackID=9", "RTP/AVP/TCP;unicast;interleaved=0-1", 404)]
    [InlineData("SETUP", "/trackID=x", "RTP/AVP/TCP;unicast;interleaved=0-1", 404)]
    [InlineData("PLAY", "", null, 455)]
    [InlineData("PAUSE", "", null, 405)]
    [InlineData("ANNOUNCE", "", null, 501)]
    [InlineData("GET_PARAMETER", "", null, 200)]
    [InlineData("DESCRIBE", "/../..//%00", null, 404)]
    public async Task What_cannot_be_is_refused_and_the_connection_stays(string method, string suffix, string? transport, int status)
    {
        await using var rig = await RestreamRig.StartAsync();
        var (_, username, secret) = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        _ = await client.AskAsync("DESCRIBE", rig.Url.ToString(), ("Authorization", RawClient.Basic(username, secret)));

        var answer = await client.AskAsync(method, rig.Url + suffix, transport is null ? ("X", "y") : ("Transport", transport));

        Assert.Equal(status, answer.Status);
        Assert.Equal(454, (await client.AskAsync("PLAY", rig.Url.ToString(), ("Session", "another"))).Status);
        Assert.Equal(200, (await client.AskAsync("OPTIONS", "*")).Status);
    }

    [Fact]
    public async Task Any_mutation_of_a_dialogue_ends_in_an_answer_or_in_the_end_of_the_connection()
    {
        await using var rig = await RestreamRig.StartAsync();
        var (_, username, secret) = await rig.KeyAsync();
        var random = new Random(20_480);
        var dialogue = Encoding.UTF8.GetBytes(string.Concat(
            "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n",
            $"DESCRIBE {rig.Url} RTSP/1.0\r\nCSeq: 2\r\nAuthorization: {RawClient.Basic(username, secret)}\r\n\r\n",
            $"SETUP {rig.Url}/trackID=0 RTSP/1.0\r\nCSeq: 3\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
            $"PLAY {rig.Url} RTSP/1.0\r\nCSeq: 4\r\n\r\n",
            "$\u0001\0\u0008\u0080\u00c9\0\u0001\0\0\0\u0001"));
        for (var round = 0; round < 60; round++)
        {
            var bytes = dialogue.ToArray();
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
            await client.SendAsync(bytes);
        }

        await Until.TrueAsync(() => rig.Server.Connections == 0 && rig.Pacer.Count == 0, "all of them are gone");
        using var honest = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        Assert.Equal(200, (await honest.AskAsync("OPTIONS", "*")).Status);
    }
}
