using System.Net;
using System.Net.Sockets;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.Simulator.Tests;

public sealed class CameraSimulatorTests
{
    private const int Loop = 2;
    private static readonly ClipShape Clip = ClipShape.Small with { Seconds = Loop };

    [Theory]
    [InlineData(ClipAudio.None, "h264")]
    [InlineData(ClipAudio.Aac, "h264,aac")]
    [InlineData(ClipAudio.Pcmu, "h264,pcm_mulaw")]
    [InlineData(ClipAudio.Pcma, "h264,pcm_alaw")]
    public async Task Ffprobe_sees_the_tracks_of_a_camera(ClipAudio audio, string codecs)
    {
        await using var simulator = await StartAsync(new() { Clip = Clip with { Audio = audio } });

        var (exitCode, output, _) = await Tool.RunAsync(
            "ffprobe", "-v", "error", "-rtsp_transport", "tcp", "-show_entries", "stream=codec_name", "-of", "csv=p=0", simulator.Cameras[0].Url.ToString());

        Assert.Equal(0, exitCode);
        Assert.Equal(codecs, string.Join(',', output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Ffmpeg_decodes_over_the_seam_of_the_loop_without_a_complaint()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip with { Audio = ClipAudio.Aac } });

        var (exitCode, _, complaints) = await Tool.RunAsync(
            "ffmpeg", "-loglevel", "warning", "-rtsp_transport", "tcp", "-i", simulator.Cameras[0].Url.ToString(), "-t", "6", "-f", "null", "-");

        Assert.Equal(0, exitCode);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Time_stamps_and_sequence_numbers_go_on_over_the_seam()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip });
        using var viewer = await RawViewer.PlayAsync(simulator.Cameras[0].Url);

        var pictures = await viewer.PicturesAsync((int)(2.5 * Loop * Clip.FrameRate));

        var packets = pictures.SelectMany(picture => picture).ToList();
        Assert.All(packets.Zip(packets.Skip(1)), pair => Assert.Equal((ushort)(pair.First.Sequence + 1), pair.Second.Sequence));
        Assert.All(pictures.Zip(pictures.Skip(1)), pair => Assert.Equal(pair.First[0].Stamp + (90_000u / 15), pair.Second[0].Stamp));
        Assert.All(pictures, picture => Assert.Equal(picture.Count, picture.FindIndex(packet => packet.Marker) + 1));
    }

    [Fact]
    public async Task A_viewer_begins_with_a_key_picture_and_is_told_the_wall_time()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip });
        using var viewer = await RawViewer.PlayAsync(simulator.Cameras[0].Url);

        var report = Assert.IsType<RawViewer.Frame>(await viewer.NextAsync());
        Assert.True(Media.Rtp.RtcpSenderReport.TryFind(report.Payload, out var clock));
        Assert.Equal(1, report.Channel);
        Assert.InRange(Media.Rtp.NtpTime.ToInstant(clock.Ntp), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow());

        var first = await viewer.NextPacketAsync();
        Assert.Equal(7, first!.NalType);
        Assert.Equal(clock.Timestamp, first.Stamp);
    }

    [Theory]
    [InlineData(RtspAuthentication.Basic)]
    [InlineData(RtspAuthentication.Digest)]
    public async Task The_right_password_is_admitted_and_a_wrong_one_refused(RtspAuthentication authentication)
    {
        await using var simulator = await StartAsync(new() { Clip = Clip, Authentication = authentication, Username = "eye", Password = "p@ss" });
        var address = simulator.Cameras[0].Url.ToString()["rtsp://".Length..];

        var admitted = await Tool.RunAsync("ffprobe", "-v", "error", "-rtsp_transport", "tcp", $"rtsp://eye:p%40ss@{address}");
        var refused = await Tool.RunAsync("ffprobe", "-v", "error", "-rtsp_transport", "tcp", $"rtsp://eye:pass@{address}");

        Assert.Equal(0, admitted.ExitCode);
        Assert.Contains("401", refused.Complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_sent_are_the_frames_received()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip });
        var camera = simulator.Cameras[0];
        using var viewer = await RawViewer.PlayAsync(camera.Url);
        HashSet<uint> pictures = [];
        while (pictures.Count < 20)
        {
            pictures.Add((await viewer.NextPacketAsync())!.Stamp);
        }

        Assert.Equal(200, (await viewer.AskAsync("TEARDOWN")).Status);
        while (await viewer.NextPacketAsync() is { } packet)
        {
            pictures.Add(packet.Stamp);
        }

        Assert.Equal(pictures.Count, camera.FramesSent);
    }

    [Fact]
    public async Task A_viewer_that_does_not_read_is_dropped_and_holds_up_nobody()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip with { BitRate = 40_000_000, Width = 1280, Height = 720 } });
        var camera = simulator.Cameras[0];
        using var lazy = await RawViewer.PlayAsync(camera.Url);
        using var eager = await RawViewer.PlayAsync(camera.Url);

        while (camera.Sessions < 2 || camera.Viewers == 2)
        {
            Assert.NotEmpty(await eager.PicturesAsync(1));
        }

        Assert.Equal(1, camera.Viewers);
    }

    [Fact]
    public async Task Packets_go_as_datagrams_where_a_viewer_wants_that()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip });
        using var viewer = await RawViewer.ConnectAsync(simulator.Cameras[0].Url);
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;

        var answer = await viewer.AskAsync("SETUP", "/trackID=0", ("Transport", $"RTP/AVP;unicast;client_port={port}-{port + 1}"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(200, (await viewer.AskAsync("PLAY")).Status);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var packet = await receiver.ReceiveAsync(limit.Token);
        Assert.Equal(7, packet.Buffer[12] & 0x1F);
        Assert.Contains($"server_port={packet.RemoteEndPoint.Port}-", answer.Headers["Transport"], StringComparison.Ordinal);
        Assert.Equal(461, (await viewer.AskAsync("SETUP", "/trackID=0", ("Transport", "RTP/AVP;multicast"))).Status);
    }

    [Fact]
    public async Task A_camera_that_is_not_there_is_not_found()
    {
        await using var simulator = await StartAsync(new() { Clip = Clip });
        using var viewer = await RawViewer.ConnectAsync(new Uri($"rtsp://127.0.0.1:{simulator.Port}/cam9"));

        Assert.Equal(404, (await viewer.AskAsync("DESCRIBE")).Status);
    }

    private static Task<CameraSimulator> StartAsync(SimulatorOptions options) => CameraSimulator.StartAsync(options);
}
