using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Vedette.Streams.Viewing;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

public sealed class LiveLineTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Frames_go_out_whole_and_in_their_order_to_a_viewer_who_takes_them_slowly()
    {
        using var ends = await Ends.ConnectAsync();
        using var line = new LiveLine(Stream.Null, ends.Ours);
        var frames = Enumerable.Range(0, 40).Select(number => Enumerable.Repeat((byte)number, 300_000).ToArray()).ToList();

        // None is waited for: the first fill the connection, the next wait for their turn.
        var sending = frames.Select(frame => line.SendNow(frame).AsTask()).ToList();

        Assert.Contains(sending, task => !task.IsCompleted);
        var got = new byte[frames.Sum(frame => frame.Length)];
        using var reading = new NetworkStream(ends.Theirs);
        await reading.ReadExactlyAsync(got, Limit);
        await Task.WhenAll(sending).WaitAsync(Limit);
        Assert.Equal(frames.SelectMany(frame => frame), got);
    }

    [Fact]
    public async Task What_waits_ends_with_the_line()
    {
        using var ends = await Ends.ConnectAsync();
        using var line = new LiveLine(Stream.Null, ends.Ours);
        var sending = line.SendNow(new byte[16 << 20]).AsTask();
        Assert.False(sending.IsCompleted);

        await line.DisposeAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Limit));
    }

    [Fact]
    public async Task Who_has_left_is_found_out_by_sending()
    {
        using var ends = await Ends.ConnectAsync();
        using var line = new LiveLine(Stream.Null, ends.Ours);
        ends.Theirs.LingerState = new LingerOption(true, 0);
        ends.Theirs.Dispose();

        _ = await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                await line.SendNow(new byte[100_000]).AsTask().WaitAsync(Limit);
            }
        });
    }

    [Fact]
    public async Task A_frame_the_connection_takes_costs_no_memory()
    {
        using var ends = await Ends.ConnectAsync();
        using var line = new LiveLine(Stream.Null, ends.Ours);
        var (frame, taken) = (new byte[20_000], new byte[64 * 1024]);
        Send(times: 50);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(times: 100);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send(int times)
        {
            for (; times > 0; times--)
            {
                Assert.True(IsDone(line.SendNow(frame)));
                for (var left = frame.Length; left > 0;)
                {
                    left -= ends.Theirs.Receive(taken);
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    public async Task A_frame_is_what_a_websocket_reads(int length)
    {
        using var ends = await Ends.ConnectAsync();
        using var client = WebSocket.CreateFromStream(new NetworkStream(ends.Theirs), isServer: false, null, Timeout.InfiniteTimeSpan);
        var payload = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();
        var sending = ends.Ours.SendAsync(new LiveFrame(payload, WebSocketMessageType.Text).Bytes, Limit);

        var (got, filled) = (new byte[length + 1], 0);
        for (var isEnd = false; !isEnd;)
        {
            var part = await client.ReceiveAsync(got.AsMemory(filled), Limit);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            (filled, isEnd) = (filled + part.Count, part.EndOfMessage);
        }

        _ = await sending;
        Assert.Equal(payload, got[..filled]);
    }

    private static bool IsDone(ValueTask sending) => sending.IsCompletedSuccessfully;

    /// <summary>Both ends of a connection.</summary>
    private sealed record Ends(Socket Ours, Socket Theirs) : IDisposable
    {
        public static async Task<Ends> ConnectAsync()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var theirs = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await theirs.ConnectAsync(listener.LocalEndpoint);
            return new Ends(await listener.AcceptSocketAsync(), theirs);
        }

        public void Dispose()
        {
            Ours.Dispose();
            Theirs.Dispose();
        }
    }
}
