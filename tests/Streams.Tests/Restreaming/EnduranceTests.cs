using System.Globalization;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

/// <summary>Players that read for a long time, all at once: 15 s, or as many as <c>VEDETTE_RESTREAM_SECONDS</c> says.</summary>
public sealed class EnduranceTests
{
    // A busy machine lets a socket overflow now and then; more than that is ours.
    private const double MostLost = 0.01;

    private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable("VEDETTE_RESTREAM_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 15;

    [Fact]
    public async Task Players_read_for_as_long_as_they_like_over_tcp_and_udp()
    {
        if (!await OwnNetwork.IsHereAsync(typeof(EnduranceTests)))
        {
            return;
        }

        await using var rig = await RestreamRig.StartAsync();
        await using var sent = NalUnits.Of(rig.Feed.Hub);
        using var folder = new TemporaryFolder();

        await Task.WhenAll(
            FfmpegAsync(rig, sent, folder, "tcp", mostLost: 0),
            FfmpegAsync(rig, sent, folder, "udp", MostLost),
            GstreamerAsync(rig, sent, folder, "tcp", mostLost: 0),
            GstreamerAsync(rig, sent, folder, "udp", MostLost));
    }

    [Fact]
    public async Task Vlc_takes_sound_for_as_long_as_it_likes()
    {
        if (await OwnNetwork.IsHereAsync(typeof(EnduranceTests)))
        {
            await PlayerTests.VlcAsync(Seconds);
        }
    }

    private static async Task FfmpegAsync(RestreamRig rig, NalUnits sent, TemporaryFolder folder, string transport, double mostLost)
    {
        var file = folder.Combine($"ffmpeg-{transport}.h264");
        await using var player = Player.Start(
            "ffmpeg", "-v", "warning", "-nostdin", "-rtsp_transport", transport, "-i", await rig.UrlWithKeyAsync(),
            "-map", "0:v", "-t", $"{Seconds}", "-c", "copy", "-f", "h264", file, "-map", "0:a", "-t", $"{Seconds}", "-c", "copy", "-f", "null", "-");
        await player.EndAsync(TimeSpan.FromSeconds(Seconds + 120));

        Judge(sent, file, player, mostLost);
    }

    private static async Task GstreamerAsync(RestreamRig rig, NalUnits sent, TemporaryFolder folder, string transport, double mostLost)
    {
        var file = folder.Combine($"gstreamer-{transport}.h264");
        var (_, username, secret) = await rig.KeyAsync();
        await using var player = Player.Start(
            "gst-launch-1.0", "-e", "rtspsrc", $"location={rig.Url}", $"user-id={username}", $"user-pw={secret}", $"protocols={transport}", "latency=500", "name=source",
            "source.", "!", "rtph264depay", "!", "video/x-h264,stream-format=byte-stream,alignment=nal", "!", "filesink", $"location={file}",
            "source.", "!", "rtpmp4gdepay", "!", "fakesink");
        await Task.Delay(TimeSpan.FromSeconds(Seconds + 2));
        Assert.False(player.HasExited, player.Said);
        await player.InterruptAsync();
        await player.EndAsync(TimeSpan.FromSeconds(60));

        Judge(sent, file, player, mostLost);
    }

    private static void Judge(NalUnits sent, string file, Player player, double mostLost)
    {
        Assert.True(File.Exists(file), player.Said);
        var got = NalUnits.OfFile(file);
        var (foreign, missing) = sent.Follow(got.SkipLast(1).ToList());
        var name = Path.GetFileName(file);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {got.Count} NAL units in {Seconds} s, {foreign} foreign, {missing} missing");
        Assert.True(got.Count > (Seconds - 2) * 15, $"{name}: {got.Count} NAL units: {player.Said}");
        Assert.True(missing <= got.Count * mostLost, $"{name}: {missing} of {got.Count} are missing: {player.Said}");

        // A picture of which a packet was lost is written with a hole.
        Assert.True(foreign <= got.Count * mostLost, $"{name}: {foreign} of {got.Count} are none of the camera's: {player.Said}");
    }
}
