using System.Security.Cryptography;
using Vedette.Simulator;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The server is killed at random moments, again and again. What the disk had a second before must be there, play, and be in the index.</summary>
public sealed class CrashTests
{
    [Fact]
    [Trait("Req", "O-19")]
    public async Task Killed_at_random_moments_it_loses_nothing_that_was_flushed_and_goes_on_recording()
    {
        var random = new Random(20261121);
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2, Authentication = RtspAuthentication.Digest });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("crash"));
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        Guid[] cameras =
        [
            await vedette.AddCameraAsync(room, "One", simulator["cam1"].Url.ToString(), "admin", "secret"),
            await vedette.AddCameraAsync(room, "Two", simulator["cam2"].Url.ToString(), "admin", "secret"),
        ];

        for (var kill = 0; kill < Workplace.Setting("VEDETTE_KILLS", 2); kill++)
        {
            await vedette.SignInAsync();
            await vedette.WaitUntilRecordingAsync(cameras);
            var until = DateTimeOffset.UtcNow.AddMilliseconds(random.Next(1500, 14_000));
            var flushed = new Queue<(DateTimeOffset At, Dictionary<string, long> Sizes)>();
            while (DateTimeOffset.UtcNow < until)
            {
                flushed.Enqueue((DateTimeOffset.UtcNow, Sizes(vedette.DataDirectory, cameras)));
                await Task.Delay(50);
            }

            await vedette.KillAsync();
            var killed = DateTimeOffset.UtcNow;
            await vedette.StartAsync();
            await vedette.SignInAsync();

            var known = flushed.LastOrDefault(snapshot => snapshot.At < killed.AddSeconds(-1)).Sizes ?? [];
            foreach (var (file, size) in known)
            {
                Assert.True(File.Exists(file), $"Kill {kill}: {file} is gone.");
                Assert.True(new FileInfo(file).Length >= size, $"Kill {kill}: {file} had {size} bytes a second before the kill and has {new FileInfo(file).Length} now.");
            }

            await vedette.WaitUntilAsync("the index matches the disk", () => IndexMatchesAsync(vedette, cameras, known.Keys));
        }

        Assert.Equal(0, await vedette.StopAsync());
        foreach (var segment in cameras.SelectMany(camera => Footage.Of(vedette.DataDirectory, camera)))
        {
            _ = await Ffprobe.OfAsync(segment.File);
            await Ffprobe.AssertDecodesAsync(segment.File);
        }

        await vedette.StartAsync();
        await vedette.SignInAsync();
        await AssertHashesAsync(vedette, cameras);
    }

    private static Dictionary<string, long> Sizes(string data, Guid[] cameras) =>
        cameras.SelectMany(camera => Footage.Of(data, camera)).ToDictionary(segment => segment.File, segment => new FileInfo(segment.File).Length);

    private static async Task<bool> IndexMatchesAsync(VedetteProcess vedette, Guid[] cameras, IEnumerable<string> flushed)
    {
        foreach (var camera in cameras)
        {
            var newest = Footage.Of(vedette.DataDirectory, camera)[^1];
            if (flushed.Contains(newest.File) || !await Footage.IsIndexedAsync(vedette, camera))
            {
                // What the killed server wrote last is settled for certain once there is something newer.
                return false;
            }
        }

        return true;
    }

    private static async Task AssertHashesAsync(VedetteProcess vedette, Guid[] cameras)
    {
        foreach (var camera in cameras)
        {
            var footage = Footage.Of(vedette.DataDirectory, camera).ToDictionary(segment => segment.Sequence);
            foreach (var segment in await vedette.SegmentsAsync(camera, DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddSeconds(-20)))
            {
                if (footage.TryGetValue(segment.GetProperty("sequence").GetInt64(), out var file))
                {
                    var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file.File)));
                    Assert.Equal(hash, segment.GetProperty("sha256").GetString());
                }
            }
        }
    }
}
