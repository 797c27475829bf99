using System.Text.Json;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Cameras of every kind, none of them ours, recorded side by side by the whole program for VEDETTE_FARM_SECONDS.</summary>
public sealed class FarmRecording : IAsyncLifetime
{
    internal static readonly FarmCamera[] Cameras =
    [
        new("H.264 over TCP", "h264-1080p25-high-4m.mp4", "tcp", "h264", null, "1920x1080"),
        new("H.264 over UDP", "h264-1080p25-high-4m.mp4", "udp", "h264", null, "1920x1080"),
        new("H.264 with B-frames and AAC over TCP", "h264-1080p25-bframes-aac.mp4", "tcp", "h264", "aac", "1920x1080"),
        new("H.264 with B-frames and AAC over UDP", "h264-1080p25-bframes-aac.mp4", "udp", "h264", "aac", "1920x1080"),
        new("AAC of 16 kHz over UDP", "h264-720p25-aac16k.mp4", "udp", "h264", "aac", "1280x720"),
        new("PCMU over UDP", "h264-720p25-pcmu.mkv", "udp", "h264", "pcm_mulaw", "1280x720"),
        new("PCMA over TCP", "h264-720p25-pcma.mkv", "tcp", "h264", "pcm_alaw", "1280x720"),
        new("variable rate over TCP", "h264-720p-vfr.mp4", "tcp", "h264", null, "1280x720"),
        new("groups of 250 over UDP", "h264-720p25-gop250.mp4", "udp", "h264", null, "1280x720"),
        new("changing size over TCP", "h264-resolution-change.h264", "tcp", "h264", null, "640x360", "1280x720"),
        new("changing size over UDP", "h264-resolution-change.h264", "udp", "h264", null, "640x360", "1280x720"),
        new("H.264 in 4K over UDP", "h264-2160p15-12m.mp4", "udp", "h264", null, "3840x2160"),
        new("H.265 over TCP", "h265-1080p25-2m.mp4", "tcp", "hevc", null, "1920x1080"),
        new("H.265 with B-frames and AAC over UDP", "h265-720p25-bframes-aac.mp4", "udp", "hevc", "aac", "1280x720"),
        new("H.265 in 4K over UDP", "h265-2160p10-6m.mp4", "udp", "hevc", null, "3840x2160"),
    ];

    // Decoding takes longer than recording: of a long run, some of each camera's segments are decoded.
    private const int MostDecoded = 8;

    private readonly string _films = Workplace.Temporary("films");
    private readonly Dictionary<string, FarmResult> _results = [];

    public async ValueTask InitializeAsync()
    {
        if (!Workplace.HasCameraFarm)
        {
            return;
        }

        var films = new Dictionary<string, string>();
        foreach (var file in Cameras.Select(camera => camera.File).Distinct())
        {
            films[file] = await FilmAsync(file);
        }

        await using var farm = await CameraFarm.StartAsync([.. Cameras.Select(camera => (camera.Mount, films[camera.File]))]);
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("farm"));
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        var ids = new List<Guid>();
        foreach (var camera in Cameras)
        {
            ids.Add(await vedette.AddCameraAsync(room, camera.Name, farm.Url(camera.Mount), transport: camera.Transport));
        }

        await vedette.WaitUntilRecordingAsync([.. ids]);
        var from = DateTimeOffset.UtcNow;
        await Task.Delay(TimeSpan.FromSeconds(Workplace.Setting("VEDETTE_FARM_SECONDS", 26)));
        var to = DateTimeOffset.UtcNow;
        var seen = new List<(List<JsonElement> Gaps, List<JsonElement> Segments, JsonElement Diagnostics)>();
        foreach (var id in ids)
        {
            seen.Add((
                await vedette.GapsAsync(id, from, to),
                await vedette.SegmentsAsync(id, from, to),
                (await vedette.GetAsync($"/api/streams/cameras/{id}/diagnostics")).GetProperty("streams")[0]));
        }

        Assert.Equal(0, await vedette.StopAsync());
        foreach (var (index, camera) in Cameras.Index())
        {
            var footage = Footage.Of(vedette.DataDirectory, ids[index]);
            var segments = new List<(Footage Footage, Ffprobe Probe)>();
            foreach (var (place, segment) in footage.Index())
            {
                segments.Add((segment, await Ffprobe.OfAsync(segment.File)));
                if (place % (1 + (footage.Length / MostDecoded)) == 0 || place == footage.Length - 1)
                {
                    await Ffprobe.AssertDecodesAsync(segment.File);
                }
            }

            var film = await FarmFilm.OfAsync(films[camera.File]);
            _results[camera.Name] = new FarmResult(to, film, segments, seen[index].Gaps, seen[index].Segments, seen[index].Diagnostics);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_films, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal FarmResult Of(string camera)
    {
        Assert.SkipUnless(Workplace.HasCameraFarm, "The camera farm (../shared/rigs) is not on this machine.");
        return _results[camera];
    }

    /// <summary>A bare stream knows no times; the farm wants them.</summary>
    private async Task<string> FilmAsync(string file)
    {
        var path = Path.Combine(Workplace.Shared, "videos", "made", file);
        if (!file.EndsWith(".h264", StringComparison.Ordinal))
        {
            return path;
        }

        var film = Path.Combine(_films, Path.ChangeExtension(file, ".mp4"));
        _ = await Child.DoAsync("ffmpeg", ["-v", "error", "-r", "15", "-i", path, "-c", "copy", film]);
        return film;
    }
}
