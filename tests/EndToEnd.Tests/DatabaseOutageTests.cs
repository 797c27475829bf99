using Vedette.Simulator;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Recording depends on nothing: it goes on without its database, and the index catches up.</summary>
public sealed class DatabaseOutageTests
{
    [Fact]
    public async Task Recording_goes_on_while_another_program_locks_the_databases_and_is_indexed_afterwards()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("locked"));

        await AssertSurvivesAsync(vedette, simulator, async () =>
        {
            var locks = Directory.EnumerateFiles(vedette.DataDirectory, "*.db", SearchOption.AllDirectories).Select(SqliteLock.Hold).ToList();
            Assert.NotEmpty(locks);
            await Task.Delay(OutageLength);
            locks.ForEach(held => held.Dispose());
        });
    }

    [Fact]
    public async Task Recording_goes_on_while_PostgreSQL_is_gone_and_is_indexed_afterwards()
    {
        await using var postgres = await StoppablePostgres.StartNewAsync();
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = 2 });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("gone"), ["--postgres", postgres.ConnectionString]);

        await AssertSurvivesAsync(vedette, simulator, async () =>
        {
            await postgres.StopAsync();
            await Task.Delay(OutageLength);
            await postgres.StartAsync();
        });
    }

    [Fact]
    public async Task Capture_starts_from_what_is_known_locally_when_the_database_is_gone_at_the_start()
    {
        await using var postgres = await StoppablePostgres.StartNewAsync();
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("roster"), ["--postgres", postgres.ConnectionString]);
        await vedette.SignInAsync();
        var camera = await vedette.AddCameraAsync(await vedette.AddRoomAsync(), "One", simulator["cam1"].Url.ToString());
        await vedette.WaitUntilRecordingAsync(camera);
        Assert.Equal(0, await vedette.StopAsync());
        var before = Footage.Of(vedette.DataDirectory, camera).Length;

        await postgres.StopAsync();
        await vedette.StartAsync(waitUntilReady: false);

        await vedette.WaitUntilAsync("a new segment lies on the disk", () => Task.FromResult(Footage.Of(vedette.DataDirectory, camera).Length > before));
        await postgres.StartAsync();
        await vedette.WaitUntilAsync("somebody can sign in again", vedette.TrySignInAsync);
        await vedette.WaitUntilAsync("the index matches the disk", () => Footage.IsIndexedAsync(vedette, camera));
    }

    private static TimeSpan OutageLength => TimeSpan.FromSeconds(Workplace.Setting("VEDETTE_OUTAGE_SECONDS", 30));

    private static async Task AssertSurvivesAsync(VedetteProcess vedette, CameraSimulator simulator, Func<Task> outage)
    {
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        List<Guid> cameras = [];
        foreach (var camera in simulator.Cameras)
        {
            cameras.Add(await vedette.AddCameraAsync(room, camera.Title, camera.Url.ToString()));
        }

        await vedette.WaitUntilRecordingAsync([.. cameras]);
        var from = DateTimeOffset.UtcNow;
        var segments = cameras.ToDictionary(camera => camera, camera => Footage.Of(vedette.DataDirectory, camera).Length);

        await outage();

        Assert.All(cameras, camera => Assert.True(
            Footage.Of(vedette.DataDirectory, camera).Length >= segments[camera] + (int)(OutageLength.TotalSeconds / 12),
            "No new segments came onto the disk while the database was away."));
        var to = DateTimeOffset.UtcNow;
        foreach (var camera in cameras)
        {
            await vedette.WaitUntilAsync("the index matches the disk", () => Footage.IsIndexedAsync(vedette, camera), seconds: 90);
            Assert.Empty(await vedette.GapsAsync(camera, from, to));
        }

        Assert.All(simulator.Cameras, camera => Assert.Equal(1, camera.Sessions));
    }
}
