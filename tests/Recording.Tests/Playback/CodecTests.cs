using Vedette.Media.Tests.Mp4;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Playback;

/// <summary>What is recorded of cameras that do not send H.264 is shown and handed out like the rest.</summary>
public sealed class CodecTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hevc", 160, "160,120")]
    [InlineData("hevc", null, "320,240")]
    [InlineData("mjpeg", 160, "160,120")]
    [InlineData("mjpeg", null, "320,240")]
    public async Task A_snapshot_is_taken(string codec, int? width, string expected)
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await ClipAsync(codec), Seconds(0));

        using var response = await rig.Http.GetAsync(rig.Path("snapshot.jpg") + (width is null ? "" : $"?width={width}"), Cancellation);
        var path = await rig.SaveAsync(response, "snapshot.jpg");

        Assert.Equal($"mjpeg,{expected}\n", await Tool.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", path));
    }

    [Theory]
    [InlineData("hevc")]
    [InlineData("mjpeg")]
    public async Task An_export_plays_and_the_lists_tell_the_codec(string codec)
    {
        await using var rig = await FootageRig.StartAsync();
        var clip = await ClipAsync(codec);
        await rig.RecordAsync(clip, Seconds(0));
        await rig.RecordAsync(clip, Seconds(10));

        var path = await rig.SaveAsync(await rig.Http.GetAsync(rig.Path("export.mp4", Seconds(0), Seconds(16)), Cancellation), "export.mp4");

        await Tool.DecodeAsync(path);
        Assert.Equal(2 * clip.Video.Count(), (await Tool.PacketsAsync(path, 0)).Count);
        var listed = await rig.GetAsync(rig.Path("segments", Seconds(0), Seconds(60)));
        Assert.StartsWith(codec == "hevc" ? "hvc1.1.6.L" : "mp4v.6C", listed.GetProperty("items")[0].GetProperty("codec").GetString(), StringComparison.Ordinal);
    }

    private static Task<TestClip> ClipAsync(string codec) => codec == "hevc" ? TestClip.HevcWithAacAsync() : TestClip.MjpegWithOpusAsync();
}
