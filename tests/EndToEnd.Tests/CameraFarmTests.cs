using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Eight cameras of somebody else's making, recorded by the whole program.</summary>
public sealed class CameraFarmTests
{
    private static readonly (string Name, string File, int FramesPerSecond, int Gop, string? Audio)[] Cameras =
    [
        ("cam1", "h264-1080p25-high-4m.mp4", 25, 50, null),
        ("cam2", "h264-720p25-aac16k.mp4", 25, 50, "aac"),
        ("cam3", "h264-720p25-pcmu.mkv", 25, 50, "pcm_mulaw"),
        ("cam4", "h264-720p25-pcma.mkv", 25, 50, "pcm_alaw"),
        ("cam5", "h264-640x360p15-baseline-512k.mp4", 15, 30, null),
        ("cam6", "h264-1080p25-bframes-aac.mp4", 25, 50, "aac"),
        ("cam7", "h264-1080p25-high-4m.mp4", 25, 50, null),
        ("cam8", "h264-720p25-aac16k.mp4", 25, 50, "aac"),
    ];

    [Fact]
    [Trait("Req", "O-1")]
    public async Task Eight_farm_cameras_with_digest_and_audio_are_recorded_without_a_gap()
    {
        Assert.SkipUnless(Workplace.HasCameraFarm, "The camera farm (../shared/rigs) is not on this machine.");
        var length = TimeSpan.FromSeconds(Workplace.Setting("VEDETTE_FARM_SECONDS", 30));
        await using var farm = await CameraFarm.StartAsync(
            [.. Cameras.Select(camera => (camera.Name, camera.File))], "--auth", "digest", "--user", "viewer", "--password", "s3cret-pass");
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("farm"));
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        var ids = new List<Guid>();
        foreach (var camera in Cameras)
        {
            ids.Add(await vedette.AddCameraAsync(room, camera.Name, farm.Url(camera.Name), "viewer", "s3cret-pass"));
        }

        await vedette.WaitUntilRecordingAsync([.. ids]);
        var from = DateTimeOffset.UtcNow;
        await Task.Delay(length);
        var to = DateTimeOffset.UtcNow;
        foreach (var id in ids)
        {
            Assert.Empty(await vedette.GapsAsync(id, from, to));
        }

        Assert.Equal(0, await vedette.StopAsync());
        foreach (var (camera, id) in Cameras.Zip(ids))
        {
            var (frames, span) = (0, TimeSpan.Zero);
            var footage = Footage.Of(vedette.DataDirectory, id);
            foreach (var segment in footage)
            {
                var probe = await Ffprobe.OfAsync(segment.File);
                await Ffprobe.AssertDecodesAsync(segment.File);
                Assert.Equal("h264", probe.VideoCodec);
                Assert.Equal(camera.Audio, probe.AudioCodec);
                frames += probe.Frames;
                span = segment.Start.AddSeconds(probe.VideoSeconds) - footage[0].Start;
            }

            // A camera sends its frame rate without rest, so what it sent from the first recorded picture to the last is known.
            var sent = span.TotalSeconds * camera.FramesPerSecond;
            Assert.InRange(frames, sent - camera.Gop, sent + camera.Gop);
            Assert.True(footage[0].Start + span >= to.AddSeconds(-1.5), $"{camera.Name}: the last picture on disk is of {footage[0].Start + span:O}, the server was stopped at {to:O}.");
        }
    }
}
