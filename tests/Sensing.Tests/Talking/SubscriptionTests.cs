using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;
using Vedette.Sensing.Tests.Rig;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Talking;

/// <summary>Watching and listening, by each subprotocol, through all that happens meanwhile.</summary>
public sealed class SubscriptionTests : IDisposable
{
    private readonly Talk _talk = new();
    private readonly ConcurrentQueue<ThingException?> _states = new();

    [Fact]
    [Trait("Req", "R-42")]
    public async Task Long_polling_asks_again_and_again_and_survives_failures()
    {
        var round = 0;
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            Interlocked.Increment(ref round) switch
            {
                1 => ScriptedServer.Ok("\"one\""),
                2 => "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
                3 => "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\"x",
                4 => "HTTP/1.1 204 Nothing\r\n\r\n",
                5 => ScriptedServer.Ok("17"),
                _ => ScriptedServer.Ok("\"two\""),
            }, cancellation));

        Assert.Equal(["one", "two"], await TakeAsync(Alarm(Talk.ThingAt(server)), 2));

        Assert.Equal(
            [null, ThingFailure.Failed, ThingFailure.Unreachable, null, ThingFailure.OutputNotAsDeclared, null],
            _states.Select(state => state?.Failure));
    }

    [Fact]
    public async Task Server_sent_events_go_on_after_a_break_from_the_last_that_was_heard()
    {
        var round = 0;
        await using var server = new ScriptedServer((request, cancellation) => request.WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" +
            (Interlocked.Increment(ref round) == 1
                ? ": hello\nretry: 1\n\nid: 41\ndata: \"one\"\n\nevent: else\ndata: \"not for us\"\n\n"
                : "event: alarm\ndata: \"two\"\n\n"), cancellation));

        Assert.Equal(["one", "two"], await TakeAsync(Alarm(Talk.ThingAt(server, "events/alarm/forms/0", "{\"href\":\"/sse\",\"subprotocol\":\"sse\",\"contentType\":\"text/event-stream\"}")), 2));

        Assert.Contains("Last-Event-ID: 41\r\n", server.Heads.Skip(1).First(), StringComparison.Ordinal);
        Assert.Contains("Accept: text/event-stream\r\n", server.Heads.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_a_web_socket_are_values_however_many_frames_they_have()
    {
        var connections = 0;
        await using var server = await SocketServerAsync(async socket =>
        {
            var first = Interlocked.Increment(ref connections) == 1;
            await socket.SendAsync(Encoding.UTF8.GetBytes(first ? "\"on" : "\"tw"), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await socket.SendAsync(Encoding.UTF8.GetBytes(first ? "e\"" : "o\""), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        });

        Assert.Equal(["one", "two"], await TakeAsync(Alarm(At(server, "ws")), 2));
        Assert.Equal(["two"], await TakeAsync(Alarm(At(server, "http")), 1));
    }

    [Fact]
    public async Task What_is_observed_is_checked_against_the_propertys_schema()
    {
        var round = 0;
        await using var server = new ScriptedServer((request, cancellation) =>
            request.WriteAsync(ScriptedServer.Ok(Interlocked.Increment(ref round) == 1 ? "{\"enabled\":\"yes\"}" : "{\"enabled\":true,\"more\":1}"), cancellation));
        using var end = new CancellationTokenSource();

        await foreach (var value in _talk.Client.ObservePropertyAsync(Talk.ThingAt(server), "status", ThingSecrets.None, _states.Enqueue, end.Token))
        {
            Assert.True(value.GetProperty("enabled").GetBoolean());
            break;
        }

        Assert.Contains(_states, state => state?.Failure == ThingFailure.OutputNotAsDeclared);
        Assert.All(server.Heads, head => Assert.StartsWith("GET /status/poll ", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thing_that_answers_at_once_for_ever_is_kept_to_a_pace()
    {
        var time = new ManualTime();
        var pace = new Pace(time);
        for (var i = 0; i < 20; i++)
        {
            Assert.True(pace.WaitAsync(CancellationToken.None).IsCompleted);
        }

        var late = pace.WaitAsync(CancellationToken.None);
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(50));
        await late;
    }

    [Fact]
    public async Task Pauses_grow_to_a_limit_and_begin_anew_after_a_success()
    {
        var (time, limits) = (new ManualTime(), new ThingLimits { LeastPause = TimeSpan.FromSeconds(1), MostPause = TimeSpan.FromSeconds(8) });
        var pause = new Pause(limits, time);
        foreach (var seconds in (int[])[1, 2, 4, 8, 8])
        {
            await AssertTakesAsync(seconds);
        }

        pause.Reset();
        await AssertTakesAsync(1);

        async Task AssertTakesAsync(int seconds)
        {
            var waiting = pause.AfterFailureAsync(null, CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(seconds * 0.74));
            Assert.False(waiting.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(seconds * 0.52));
            await waiting;
        }
    }

    [Fact]
    public async Task A_subscription_that_can_never_stand_fails_at_once_and_one_that_is_cancelled_ends()
    {
        await using var server = new ScriptedServer(ScriptedServer.Ok("\"one\""));
        var thing = Talk.ThingAt(server, "events/alarm/forms/0/subprotocol", "\"websub\"");
        Assert.Equal(ThingFailure.NoForm, (await Assert.ThrowsAsync<ThingException>(() => TakeAsync(Alarm(thing), 1))).Failure);

        using var end = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _talk.Client.SubscribeEventAsync(Talk.ThingAt(server), "alarm", ThingSecrets.None, null, end.Token))
            {
                await end.CancelAsync();
            }
        });
    }

    public void Dispose() => _talk.Dispose();

    private IAsyncEnumerable<JsonElement> Alarm(Thing thing) => _talk.Client.SubscribeEventAsync(thing, "alarm", ThingSecrets.None, _states.Enqueue, TestContext.Current.CancellationToken);

    private static async Task<List<string>> TakeAsync(IAsyncEnumerable<JsonElement> values, int count)
    {
        var taken = new List<string>();
        await foreach (var value in values)
        {
            taken.Add(value.GetString()!);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    private static async Task<WebApplication> SocketServerAsync(Func<WebSocket, Task> talk)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        _ = server.UseWebSockets();
        server.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await talk(socket);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        });
        await server.StartAsync();
        return server;
    }

    private static Thing At(WebApplication server, string scheme)
    {
        var authority = new Uri(server.Urls.First()).Authority;
        return ThingDescription.Parse(Descriptions.With("events/alarm/forms/0", $"{{\"href\":\"{scheme}://{authority}/\",\"subprotocol\":\"websocket\"}}"), new Uri($"http://{authority}/"));
    }
}
