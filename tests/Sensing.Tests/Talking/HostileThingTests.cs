using System.IO.Compression;
using System.Text;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Talking;

/// <summary>Things that mean harm cost nothing but an error.</summary>
public sealed class HostileThingTests : IDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

    private readonly Talk _talk = new(Talk.Quick with { Answer = TimeSpan.FromSeconds(1) });

    [Fact]
    public async Task A_body_without_an_end_is_given_up_when_it_is_too_big()
    {
        var sent = 0L;
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync(Head, cancellation);
            for (var piece = new string('[', 64 * 1024); ; sent += piece.Length)
            {
                await request.WriteAsync(piece, cancellation);
            }
        });
        // Patience is not what ends it here.
        using var patient = new Talk();

        Assert.Equal(ThingFailure.TooBig, await FailureAsync(() => patient.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None)));
        Assert.Equal(ThingFailure.TooBig, await FailureAsync(() => patient.Client.ReadPropertyAsync(Talk.ThingAt(server), "level", ThingSecrets.None, CancellationToken.None)));
        Assert.True(sent < 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Lists_in_lists_without_an_end_are_no_JSON_of_ours()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok(new string('[', 100_000) + new string(']', 100_000)));

        _ = await Assert.ThrowsAsync<ThingFormatException>(() => _talk.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None));
        Assert.Equal(ThingFailure.OutputNotAsDeclared, await FailureAsync(() => _talk.Client.ReadPropertyAsync(Talk.ThingAt(server), "level", ThingSecrets.None, CancellationToken.None)));
    }

    [Fact]
    public async Task One_byte_at_a_time_is_too_slow()
    {
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync(Head, cancellation);
            while (true)
            {
                await request.WriteAsync(" ", cancellation);
                await Task.Delay(20, cancellation);
            }
        });

        Assert.Equal(ThingFailure.TooSlow, await FailureAsync(() => _talk.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None)));
        Assert.Equal(ThingFailure.TooSlow, await FailureAsync(() => _talk.Client.ReadPropertyAsync(Talk.ThingAt(server), "level", ThingSecrets.None, CancellationToken.None)));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://0.0.0.0/")]
    public async Task Who_leads_to_where_no_request_goes_is_not_followed(string where)
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect(where));
        Assert.Equal(ThingFailure.AddressNotAllowed, await FailureAsync(() => _talk.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None)));
    }

    [Fact]
    public async Task Forms_that_lead_to_this_machine_are_not_followed_where_that_is_not_allowed()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("7"));
        using var strict = new Talk(allowLoopback: false);
        var thing = Talk.ThingAt(server);

        Assert.Equal(ThingFailure.AddressNotAllowed, await FailureAsync(() => strict.Client.ReadPropertyAsync(thing, "level", ThingSecrets.None, CancellationToken.None)));
        Assert.Equal(ThingFailure.AddressNotAllowed, await FailureAsync(() => strict.Client.FetchDescriptionAsync($"localhost:{server.Port}", ThingSecrets.None, CancellationToken.None)));
        await foreach (var trouble in TroublesAsync(strict, thing, 1))
        {
            Assert.Equal(ThingFailure.AddressNotAllowed, trouble);
        }

        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task Redirects_without_an_end_end()
    {
        await using var server = new ScriptedServer(ScriptedServer.Redirect("/again"));
        _ = await Assert.ThrowsAsync<ThingFormatException>(() => _talk.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None));
        Assert.True(server.Heads.Count < 10);
    }

    [Fact]
    public async Task Compressed_zeros_are_not_blown_up()
    {
        using var bomb = new MemoryStream();
        await using (var zip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[8 * 1024 * 1024]);
        }

        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n", cancellation);
            await request.Stream.WriteAsync(bomb.ToArray(), cancellation);
        });

        _ = await Assert.ThrowsAsync<ThingFormatException>(() => _talk.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None));
        Assert.Equal(ThingFailure.OutputNotAsDeclared, await FailureAsync(() => _talk.Client.ReadPropertyAsync(Talk.ThingAt(server), "level", ThingSecrets.None, CancellationToken.None)));
    }

    [Fact]
    public async Task A_huge_number_of_forms_is_no_description()
    {
        var description = Descriptions.With("properties/level/forms", $"[{string.Join(',', Enumerable.Repeat("{\"href\":\"/x\"}", 50_000))}]");
        await using var server = new ScriptedServer(ScriptedServer.Ok(Encoding.UTF8.GetString(description)));

        var refusal = await Assert.ThrowsAsync<ThingFormatException>(() => _talk.Client.FetchDescriptionAsync($"{server.Url}", ThingSecrets.None, CancellationToken.None));
        Assert.Contains("more than 200 forms", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_sent_events_without_an_end_of_line_are_given_up()
    {
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ", cancellation);
            for (var piece = new string('x', 64 * 1024); ;)
            {
                await request.WriteAsync(piece, cancellation);
            }
        });
        var thing = Talk.ThingAt(server, "events/alarm/forms/0", "{\"href\":\"/sse\",\"subprotocol\":\"sse\"}");

        await foreach (var trouble in TroublesAsync(_talk, thing, 2))
        {
            Assert.Equal(ThingFailure.TooBig, trouble);
        }
    }

    [Fact]
    public async Task A_giant_message_of_a_web_socket_is_given_up_before_it_is_held()
    {
        await using var server = new ScriptedServer(async (request, cancellation) =>
        {
            var key = request.Head.Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(' ')[1];
#pragma warning disable CA5350 // RFC 6455 section 1.3 wants SHA-1 here.
            var accept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            await request.WriteAsync($"HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n", cancellation);
            // A text frame that says it has 2^40 bytes (RFC 6455 section 5.2).
            await request.Stream.WriteAsync((byte[])[0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0], cancellation);
            for (var piece = new string('x', 64 * 1024); ;)
            {
                await request.WriteAsync(piece, cancellation);
            }
        });
        var thing = Talk.ThingAt(server, "events/alarm/forms/0", $"{{\"href\":\"ws://127.0.0.1:{server.Port}/\"}}");

        await foreach (var trouble in TroublesAsync(_talk, thing, 2))
        {
            Assert.Equal(ThingFailure.TooBig, trouble);
        }
    }

    public void Dispose() => _talk.Dispose();

    private static async Task<ThingFailure> FailureAsync(Func<Task> ask) => (await Assert.ThrowsAsync<ThingException>(ask)).Failure;

    /// <summary>The troubles of a subscription, as many as are asked for.</summary>
    private static async IAsyncEnumerable<ThingFailure> TroublesAsync(Talk talk, Thing thing, int count)
    {
        var troubles = System.Threading.Channels.Channel.CreateUnbounded<ThingFailure>();
        using var end = new CancellationTokenSource();
        var listening = Task.Run(async () =>
        {
            await foreach (var value in talk.Client.SubscribeEventAsync(
                thing, "alarm", ThingSecrets.None, trouble => _ = trouble is not null && troubles.Writer.TryWrite(trouble.Failure), end.Token))
            {
                Assert.Fail($"Nothing was to come, and {value} came.");
            }
        });
        for (var i = 0; i < count; i++)
        {
            yield return await troubles.Reader.ReadAsync();
        }

        await end.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
    }
}
