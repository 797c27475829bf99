using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.Simulator.Tests;

/// <summary>The cameras as Vedette itself sees them: what both sides make of the protocols fits together.</summary>
public sealed class OwnSessionTests
{
    private static readonly ClipShape Clip = ClipShape.Small with { Seconds = 2 };

    [Theory]
    [InlineData(ClipAudio.None, null)]
    [InlineData(ClipAudio.Aac, Codec.Aac)]
    [InlineData(ClipAudio.Pcmu, Codec.PcmMu)]
    [InlineData(ClipAudio.Pcma, Codec.PcmA)]
    [InlineData(ClipAudio.Opus, Codec.Opus)]
    public async Task Every_frame_sent_arrives_whole(ClipAudio audio, Codec? codec)
    {
        await using var simulator = await CameraSimulator.StartAsync(new() { Clip = Clip with { Audio = audio }, Authentication = RtspAuthentication.Digest });
        var camera = simulator.Cameras[0];

        var counters = await WatchAsync(simulator, pictures: 60, format => Assert.Equal(codec, format.Audio?.Codec));

        // The last picture may still be in pieces when the session ends.
        Assert.InRange(counters.Units, camera.FramesSent - 2, camera.FramesSent);
        Assert.Equal((0, 0, 0), (counters.Lost, counters.Malformed, counters.ClockJumps));
        Assert.Equal(codec is not null, counters.AudioUnits > 0);
    }

    [Theory]
    [InlineData(ClipVideo.H265, Codec.H265)]
    [InlineData(ClipVideo.Mjpeg, Codec.Mjpeg)]
    public async Task Every_picture_sent_arrives_whole_however_it_is_coded(ClipVideo video, Codec codec)
    {
        await using var simulator = await CameraSimulator.StartAsync(new() { Clip = Clip with { Video = video } });

        var counters = await WatchAsync(simulator, pictures: 40, format =>
        {
            Assert.Equal(codec, format.Video.Codec);
            Assert.Equal(320, format.Video.Width);
        });

        Assert.InRange(counters.Units, simulator.Cameras[0].FramesSent - 2, simulator.Cameras[0].FramesSent);
        Assert.Equal((0, 0), (counters.Lost, counters.Malformed));
    }

    [Fact]
    public async Task A_camera_may_have_a_small_stream_of_the_same_place()
    {
        await using var simulator = await CameraSimulator.StartAsync(new() { Cameras = 2, SubStreams = 1, Clip = Clip });
        var sub = simulator.Cameras[0].Sub!;

        var probe = await RtspSession.ProbeAsync(new SourceEndpoint(sub.Url, null, null), new SourceTimeouts(), TimeProvider.System, CancellationToken.None);

        Assert.EndsWith("/cam1-sub", sub.Url.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal((640, 360), (probe.Width, probe.Height));
        Assert.Null(simulator.Cameras[1].Sub);
    }

    [Fact]
    public async Task A_marker_at_the_wrong_place_costs_no_frame()
    {
        await using var simulator = await CameraSimulator.StartAsync(new() { Clip = Clip });
        simulator.Cameras[0].Behave(BehaviourKind.WrongMarker);

        var counters = await WatchAsync(simulator, pictures: 40);

        Assert.InRange(counters.Units, simulator.Cameras[0].FramesSent - 3, simulator.Cameras[0].FramesSent);
    }

    [Fact]
    public async Task Lost_packets_are_counted()
    {
        await using var simulator = await CameraSimulator.StartAsync(new() { Clip = Clip });
        simulator.Cameras[0].Behave(new Behaviour(BehaviourKind.Loss, EveryNth: 10));

        var counters = await WatchAsync(simulator, pictures: 30);

        Assert.InRange(counters.Lost, 1, counters.Packets);
    }

    private static async Task<SourceCounters> WatchAsync(CameraSimulator simulator, int pictures, Action<StreamFormat>? check = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        var hub = new StreamHub(HubLimits.Default);
        var endpoint = new SourceEndpoint(simulator.Cameras[0].Url, "admin", "secret");
        await using var session = await RtspSession.OpenAsync(endpoint, new SourceTimeouts(), TimeProvider.System, deadline.Token);
        var pumping = session.PumpAsync(hub, enough.Token);
        var cursor = hub.OpenCursor();
        while (pictures > 0)
        {
            var reading = await cursor.ReadAsync(deadline.Token);
            if (reading.Unit is { } unit)
            {
                check?.Invoke(unit.Header.Format);
                pictures -= unit.IsVideo ? 1 : 0;
                unit.Release();
            }
        }

        await enough.CancelAsync();
        await pumping;
        hub.Clear();
        return session.Counters;
    }
}
