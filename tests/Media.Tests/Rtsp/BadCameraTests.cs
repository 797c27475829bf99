using System.Buffers;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Cameras that flood, babble or never play cost bounded memory and their own pictures, nothing more.</summary>
public sealed class BadCameraTests : IAsyncDisposable
{
    private static readonly SourceTimeouts Short = new()
    {
        Response = TimeSpan.FromSeconds(2),
        FirstPacket = TimeSpan.FromMilliseconds(400),
        FirstPicture = TimeSpan.FromMilliseconds(1200),
        FirstKey = TimeSpan.FromMilliseconds(800),
        Stall = TimeSpan.FromSeconds(2),
        Teardown = TimeSpan.FromMilliseconds(300),
    };

    private readonly FakeCamera _camera = new();
    private readonly StreamHub _hub = new(HubLimits.Default);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _hub.End();
        _hub.Clear();
        await _camera.DisposeAsync();
    }

    [Fact]
    public async Task A_camera_that_never_plays_is_soon_given_up_and_given_more_time_at_the_next_attempt()
    {
        _camera.Play = (_, leaving) => Task.Delay(Timeout.Infinite, leaving);
        Assert.Contains("sent nothing", (await LostAsync(FeedBreakCause.Stalled)).Message, StringComparison.Ordinal);

        _camera.Play = async (stream, leaving) =>
        {
            await Task.Delay(700, leaving);     // slower than FirstPacket, faster than FirstPicture
            await FakeCamera.SendPicturesAsync(stream, 20, leaving);
        };
        _ = await LostAsync(FeedBreakCause.Closed);
        Assert.Equal(1, _camera.Asked.Count(method => method == "TEARDOWN"));
    }

    [Fact]
    public async Task Pictures_without_any_key_are_told()
    {
        _camera.Play = (stream, leaving) => FakeCamera.SendPicturesAsync(stream, int.MaxValue, leaving, FakeCamera.Other);
        _ = await LostAsync(FeedBreakCause.NoKeyPicture);
    }

    [Fact]
    public async Task A_flood_of_messages_ends_the_session()
    {
        var flood = Enumerable.Repeat(RtspMessage.Request("OPTIONS", "*").ToBytes(), 2000).SelectMany(bytes => bytes).ToArray();
        _camera.Play = async (stream, leaving) =>
        {
            await stream.WriteAsync(flood, leaving);
            await Task.Delay(Timeout.Infinite, leaving);
        };
        _ = await LostAsync(FeedBreakCause.Malformed);
    }

    [Fact]
    public async Task A_flood_instead_of_an_answer_ends_the_handshake()
    {
        var frames = new byte[256 * 1024];      // empty frames of channel 0: 24 00 00 00
        for (var at = 0; at < frames.Length; at += 4)
        {
            frames[at] = (byte)'$';
        }

        _camera.Answer = request =>
        {
            _camera.Play = async (stream, leaving) =>
            {
                while (true)
                {
                    await stream.WriteAsync(frames, leaving);
                }
            };
            return request.Method == "PLAY" ? Silent(request) : null;
        };
        var problem = await Assert.ThrowsAsync<SourceException>(() => RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token));
        Assert.Equal(FeedBreakCause.Malformed, problem.Cause);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flood_costs_bounded_memory_and_no_other_camera_a_picture(bool isGarbage)
    {
        var frames = Flood(isGarbage);
        await using var bad = new FakeCamera();
        bad.Play = async (stream, leaving) =>
        {
            while (true)
            {
                await stream.WriteAsync(frames, leaving);
            }
        };
        var badHub = new StreamHub(HubLimits.Default);
        using var leaving = new CancellationTokenSource();
        await using var flooding = await RtspSession.OpenAsync(bad.Endpoint, new SourceTimeouts(), TimeProvider.System, Token);
        await using var good = await RtspSession.OpenAsync(_camera.Endpoint, new SourceTimeouts(), TimeProvider.System, Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var pumps = Task.WhenAll(flooding.PumpAsync(badHub, leaving.Token), good.PumpAsync(_hub, leaving.Token));
        var cursor = _hub.OpenCursor();
        for (var read = 0; read < 200; read++)
        {
            var reading = await cursor.ReadAsync(Token);
            Assert.Equal(ReadingKind.Unit, reading.Kind);
            reading.Unit!.Release();
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        await leaving.CancelAsync();
        await pumps;
        Assert.True(flooding.Counters.Bytes > 8 << 20);
        Assert.InRange(after - before, long.MinValue, 64 << 20);
        Assert.Equal(0, good.Counters.Lost);
        badHub.End();
        badHub.Clear();
    }

    [Fact]
    public async Task A_busy_camera_that_holds_a_session_of_ours_tells_when_it_is_worth_trying_again()
    {
        _camera.Play = (stream, leaving) => FakeCamera.SendPicturesAsync(stream, 5, leaving);
        _ = await LostAsync(FeedBreakCause.Closed);     // without TEARDOWN: the camera still counts us, for the 2 s it said

        _camera.Answer = request => request.Method == "SETUP" ? RtspMessage.Answer(request, 453, "Not Enough Bandwidth") : null;
        var busy = await Assert.ThrowsAsync<SourceException>(() => RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token));
        Assert.InRange(busy.RetryAfter!.Value.TotalSeconds, 0.01, 2);
    }

    [Fact]
    public async Task A_session_that_was_begun_is_taken_leave_of_even_if_it_never_plays()
    {
        _camera.Answer = request => request.Method == "PLAY" ? RtspMessage.Answer(request, 500, "No") : null;
        _ = await Assert.ThrowsAsync<SourceException>(() => RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token));
        Assert.Equal("TEARDOWN", _camera.Asked[^1]);
    }

    private static RtspMessage Silent(RtspMessage request) => RtspMessage.Answer(request, 100, "Continue");

    private static byte[] Flood(bool isGarbage)
    {
        var wire = new ArrayBufferWriter<byte>();
        var random = new Random(7);
        var packet = new byte[1400];
        for (var frame = 0; frame < 200; frame++)
        {
            random.NextBytes(packet);
            if (!isGarbage)
            {
                // Of the video track, all fragments of one picture without end.
                (packet[0], packet[1], packet[2], packet[3]) = (0x80, 96, (byte)(frame >> 8), (byte)frame);
                packet.AsSpan(4, 8).Clear();
                (packet[12], packet[13]) = (0x7C, 0x05);
            }

            RtspMessage.WriteFrame((byte)(isGarbage ? random.Next(4) : 0), packet, wire);
        }

        return wire.WrittenSpan.ToArray();
    }

    private async Task<SourceException> LostAsync(FeedBreakCause cause)
    {
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        var lost = await Assert.ThrowsAsync<SourceException>(() => session.PumpAsync(_hub, Token));
        Assert.Equal(cause, lost.Cause);
        return lost;
    }
}
