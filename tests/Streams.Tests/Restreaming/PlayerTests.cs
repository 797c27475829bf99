using Vedette.Simulator.Clips;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

/// <summary>Other people's players as clients.</summary>
public sealed class PlayerTests
{
    private const int Seconds = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Ffmpeg_gets_the_cameras_nal_units_over_tcp()
    {
        if (await OwnNetwork.IsHereAsync(typeof(PlayerTests)))
        {
            await FfmpegAsync("tcp");
        }
    }

    [Fact]
    public async Task Ffmpeg_gets_the_cameras_nal_units_over_udp()
    {
        if (await OwnNetwork.IsHereAsync(typeof(PlayerTests)))
        {
            await FfmpegAsync("udp");
        }
    }

    [Fact]
    public async Task Gstreamer_gets_the_cameras_nal_units_over_tcp()
    {
        if (await OwnNetwork.IsHereAsync(typeof(PlayerTests)))
        {
            await GstreamerAsync("tcp");
        }
    }

    [Fact]
    public async Task Gstreamer_gets_the_cameras_nal_units_over_udp()
    {
        if (await OwnNetwork.IsHereAsync(typeof(PlayerTests)))
        {
            await GstreamerAsync("udp");
        }
    }

    [Fact]
    public async Task Vlc_gets_the_cameras_sound_over_udp()
    {
        if (await OwnNetwork.IsHereAsync(typeof(PlayerTests)))
        {
            await VlcAsync(Seconds);
        }
    }

    private static async Task FfmpegAsync(string transport)
    {
        await using var rig = await RestreamRig.StartAsync();
        await using var sent = NalUnits.Of(rig.Feed.Hub);
        using var folder = new TemporaryFolder();
        var (video, audio) = (folder.Combine("got.h264"), folder.Combine("got.aac"));

        await using var ffmpeg = Player.Start(
            "ffmpeg", "-v", "warning", "-nostdin", "-rtsp_transport", transport, "-i", await rig.UrlWithKeyAsync(),
            "-map", "0:v", "-t", $"{Seconds}", "-c", "copy", "-f", "h264", video, "-map", "0:a", "-t", $"{Seconds}", "-c", "copy", "-f", "adts", audio);
        await ffmpeg.EndAsync(Patience);

        Assert.True(ffmpeg.ExitCode == 0, ffmpeg.Said);
        Assert.DoesNotContain("missed", ffmpeg.Said, StringComparison.Ordinal);
        Whole(sent, video, ffmpeg);
        Assert.True(new FileInfo(audio).Length > Seconds * 2000, ffmpeg.Said);
    }

    private static async Task GstreamerAsync(string transport)
    {
        await using var rig = await RestreamRig.StartAsync();
        await using var sent = NalUnits.Of(rig.Feed.Hub);
        using var folder = new TemporaryFolder();
        var video = folder.Combine("got.h264");
        var (_, username, secret) = await rig.KeyAsync();

        await using var gstreamer = Player.Start(
            "gst-launch-1.0", "-e", "rtspsrc", $"location={rig.Url}", $"user-id={username}", $"user-pw={secret}", $"protocols={transport}", "latency=200", "name=source",
            "source.", "!", "rtph264depay", "!", "video/x-h264,stream-format=byte-stream,alignment=nal", "!", "filesink", $"location={video}",
            "source.", "!", "rtpmp4gdepay", "!", "fakesink");
        await Task.Delay(TimeSpan.FromSeconds(Seconds + 2));
        await gstreamer.InterruptAsync();
        await gstreamer.EndAsync(Patience);

        Whole(sent, video, gstreamer);
    }

    /// <summary>
    /// Debian builds VLC without its RTSP library (live555) and with payload formats of fixed numbers alone: the test asks in its place, as
    /// that library does (<see cref="RestreamTests"/>), and VLC takes the sound.
    /// </summary>
    internal static async Task VlcAsync(int seconds)
    {
        const int Port = 5004;
        await using var rig = await RestreamRig.StartAsync(ClipAudio.Pcmu);
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, (UnixFileMode)511);
        }

        var sound = folder.Combine("got.ulaw");
        var (_, username, secret) = await rig.KeyAsync();

        // Not as root, which VLC refuses.
        await using var vlc = Player.Start(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "cvlc", "-I", "dummy",
            $"rtp://127.0.0.1:{Port}", "--sout", $"#std{{access=file,mux=es,dst={sound}}}", "vlc://quit");
        await Task.Delay(TimeSpan.FromSeconds(3));
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await RestreamTests.PlayAsync(
            client, rig.Url.ToString(), RawClient.Basic(username, secret), $"RTP/AVP;unicast;client_port={Port}-{Port + 1}", track: 1);
        for (var left = seconds + 2; left > 0; left -= 20)
        {
            // Signs of life, as live555 gives them.
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(left, 20)));
            Assert.Equal(200, (await client.AskAsync("GET_PARAMETER", rig.Url.ToString())).Status);
        }

        await vlc.InterruptAsync();
        await vlc.EndAsync(Patience);

        Assert.True(File.Exists(sound), vlc.Said);
        var got = await File.ReadAllBytesAsync(sound);
        Assert.True(got.Length > (seconds - 1) * 8000, $"{got.Length} bytes: {vlc.Said}");
        Assert.True(RestreamRig.IsSound(got[^32_000..^8000]));
    }

    /// <summary>All the NAL units the player wrote are those of the camera, in their order, with none between them missing.</summary>
    private static void Whole(NalUnits sent, string file, Player player)
    {
        Assert.True(File.Exists(file), player.Said);
        var got = NalUnits.OfFile(file);
        Assert.True(got.Count > (Seconds - 1) * 15, $"{got.Count} NAL units: {player.Said}");

        // A player that is stopped may write half of the last one.
        Assert.InRange(sent.InARow(got), got.Count - 1, got.Count);
    }
}
