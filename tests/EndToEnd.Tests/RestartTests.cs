using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>After a restart everything is as it was left.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Req", "O-19")]
    public async Task Capture_resumes_for_every_enabled_camera_and_for_no_other(bool killed)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 4, Clip = ClipShape.Small });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("restart"));
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        List<Guid> cameras = [];
        foreach (var camera in simulator.Cameras)
        {
            cameras.Add(await vedette.AddCameraAsync(room, camera.Title, camera.Url.ToString()));
        }

        await vedette.WaitUntilRecordingAsync([.. cameras]);
        using (var reply = await vedette.Http.PatchAsJsonAsync($"/api/inventory/devices/{cameras[3]}", new { enabled = false }))
        {
            Assert.True(reply.IsSuccessStatusCode);
        }

        await vedette.WaitUntilAsync("the switched-off camera is off", async () =>
            !await IsRecordingAsync(vedette, cameras[3])
            && (await vedette.GetAsync($"/api/streams/cameras/{cameras[3]}")).GetProperty("state").GetString() == "off");

        // What was switched within the last moment before a crash is caught up with after it, once the event comes again.
        await Task.Delay(TimeSpan.FromSeconds(1));
        await (killed ? vedette.KillAsync() : vedette.StopAsync());
        var sessions = simulator.Cameras.Select(camera => camera.Sessions).ToList();

        await vedette.StartAsync();
        await vedette.SignInAsync();

        await vedette.WaitUntilRecordingAsync([.. cameras[..3]]);
        Assert.False(await IsRecordingAsync(vedette, cameras[3]));
        Assert.Equal(sessions[3], simulator.Cameras[3].Sessions);
        Assert.All(simulator.Cameras.Take(3).Zip(sessions), pair => Assert.Equal(pair.Second + 1, pair.First.Sessions));
        Assert.All(cameras[..3], camera => Assert.NotEmpty(Footage.Of(vedette.DataDirectory, camera)));
    }

    [Fact]
    public async Task The_time_it_was_down_is_a_gap_with_that_cause()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Small });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("down"));
        await vedette.SignInAsync();
        var camera = await vedette.AddCameraAsync(await vedette.AddRoomAsync(), "Door", simulator["cam1"].Url.ToString());
        await vedette.WaitUntilRecordingAsync(camera);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await vedette.KillAsync();
        var killed = DateTimeOffset.UtcNow;
        await Task.Delay(TimeSpan.FromSeconds(3));

        await vedette.StartAsync();
        await vedette.SignInAsync();
        await vedette.WaitUntilRecordingAsync(camera);

        List<JsonElement> gaps = [];
        await vedette.WaitUntilAsync("the gap is known", async () =>
        {
            gaps = await vedette.GapsAsync(camera, killed.AddSeconds(-2), killed.AddSeconds(3));
            return gaps.Count > 0;
        });
        Assert.Contains(gaps, gap => gap.GetProperty("cause").GetString() == "node-down");
        Assert.InRange(gaps[0].GetProperty("start").GetDateTimeOffset(), killed.AddSeconds(-2), killed.AddSeconds(1));
    }

    private static async Task<bool> IsRecordingAsync(VedetteProcess vedette, Guid camera) =>
        (await vedette.GetAsync($"/api/recording/cameras/{camera}")).GetProperty("recording").GetBoolean();
}
