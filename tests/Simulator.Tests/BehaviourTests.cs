using System.Net.Sockets;
using System.Text;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.Simulator.Tests;

public sealed class BehaviourTests : IAsyncLifetime
{
    private CameraSimulator _simulator = null!;
    private SimulatedCamera _camera = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await CameraSimulator.StartAsync(new() { OwnPorts = true, Cameras = 2, Clip = ClipShape.Small with { Seconds = 2 } });
        _camera = _simulator["cam1"];
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Drop_closes_the_connections_and_lets_new_ones_in()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);

        _camera.Behave(BehaviourKind.Drop);

        await AssertClosedAsync(viewer);
        using var again = await RawViewer.PlayAsync(_camera.Url);
        Assert.NotNull(await again.NextPacketAsync());
    }

    [Fact]
    public async Task Stall_keeps_the_connection_without_media_and_resumes_with_a_key_picture()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);
        var last = (await viewer.PicturesAsync(3))[^1][^1];

        _camera.Behave(BehaviourKind.Stall, TimeSpan.FromSeconds(2));

        Assert.Equal(200, (await viewer.AskAsync("GET_PARAMETER")).Status);
        var packet = last;
        while (packet.Stamp - last.Stamp < 90_000)
        {
            last = packet;
            packet = await viewer.NextPacketAsync();
            Assert.NotNull(packet);
        }

        Assert.Equal((ushort)(last.Sequence + 1), packet.Sequence);
        Assert.Equal(7, packet.NalType);
    }

    [Fact]
    public async Task Refuse_closes_the_door_of_that_camera_only_and_opens_it_again()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);

        _camera.Behave(BehaviourKind.Refuse);

        await AssertClosedAsync(viewer);
        var refused = await Assert.ThrowsAsync<SocketException>(() => RawViewer.ConnectAsync(_camera.Url));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        using var neighbour = await RawViewer.PlayAsync(_simulator["cam2"].Url);

        _camera.Behave(BehaviourKind.Normal);
        using var again = await RawViewer.PlayAsync(_camera.Url);
        Assert.NotNull(await again.NextPacketAsync());
    }

    [Theory]
    [InlineData(BehaviourKind.Unavailable, 503)]
    [InlineData(BehaviourKind.WrongPassword, 401)]
    [InlineData(BehaviourKind.NotFound, 404)]
    public async Task Requests_are_answered_with_the_status_of_the_behaviour(BehaviourKind kind, int status)
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);

        _camera.Behave(kind);

        await AssertClosedAsync(viewer);
        using var again = await RawViewer.ConnectAsync(_camera.Url);
        Assert.Equal(status, (await again.AskAsync("DESCRIBE")).Status);
    }

    [Fact]
    public async Task A_behaviour_ends_when_its_time_is_up()
    {
        _camera.Behave(BehaviourKind.NotFound, TimeSpan.FromMilliseconds(200));

        using var viewer = await RawViewer.ConnectAsync(_camera.Url);
        Assert.Equal(404, (await viewer.AskAsync("DESCRIBE")).Status);
        while ((await viewer.AskAsync("DESCRIBE")).Status == 404)
        {
            Assert.True(viewer.Url.IsAbsoluteUri);
        }

        Assert.Equal(BehaviourKind.Normal, _camera.Behaviour.Kind);
    }

    [Fact]
    public async Task No_video_leaves_the_video_out_of_the_description()
    {
        _camera.Behave(BehaviourKind.NoVideo);

        using var viewer = await RawViewer.ConnectAsync(_camera.Url);
        var description = await viewer.AskAsync("DESCRIBE");

        Assert.Equal(200, description.Status);
        Assert.DoesNotContain("m=video", Encoding.UTF8.GetString(description.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loss_leaves_out_every_nth_packet()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);
        _camera.Behave(new Behaviour(BehaviourKind.Loss, EveryNth: 5));

        var packets = (await viewer.PicturesAsync(30)).SelectMany(picture => picture).ToList();

        var lost = packets.Zip(packets.Skip(1), (first, second) => (ushort)(second.Sequence - first.Sequence) - 1).ToList();
        Assert.Contains(1, lost);
        Assert.All(lost, gap => Assert.InRange(gap, 0, 1));
    }

    [Fact]
    public async Task Wrong_marker_marks_parameter_sets_and_no_picture()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);
        _camera.Behave(BehaviourKind.WrongMarker);

        var packets = (await viewer.PicturesAsync(40)).Skip(3).SelectMany(picture => picture).ToList();

        Assert.All(packets, packet => Assert.Equal(packet.NalType is 6 or 7 or 8, packet.Marker));
        Assert.Contains(packets, packet => packet.Marker);
    }

    [Fact]
    public async Task Time_jump_moves_the_time_stamps_once()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);
        var before = (await viewer.PicturesAsync(2))[^1][0];

        _camera.Behave(BehaviourKind.TimeJump);

        var after = (await viewer.PicturesAsync(10))[^1][0];
        Assert.InRange(after.Stamp - before.Stamp, 30u * 90_000, 35u * 90_000);
    }

    [Fact]
    public async Task Garbage_stands_between_the_packets()
    {
        using var viewer = await RawViewer.PlayAsync(_camera.Url);
        _ = await viewer.PicturesAsync(2);

        _camera.Behave(BehaviourKind.Garbage);

        var before = _camera.FramesSent;
        await Assert.ThrowsAnyAsync<Exception>(() => viewer.PicturesAsync(1_000));
        for (var tries = 0; _camera.FramesSent == before && tries < 500; tries++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken); // the garbage came before the next picture was counted
        }

        Assert.True(_camera.FramesSent > before);
    }

    private static async Task AssertClosedAsync(RawViewer viewer)
    {
        while (await viewer.NextPacketAsync() is not null)
        {
            Assert.True(viewer.Url.IsAbsoluteUri);
        }
    }
}
