namespace Vedette.Host.Benchmarks;

/// <summary>Ourselves: the whole program as users run it, in a process of its own, set up through its API.</summary>
internal sealed class VedetteRecording(RecordingLoad load, TextWriter progress)
{
    public async Task<RecordingCost> MeasureAsync(CancellationToken cancellation)
    {
        await using var server = ServerProcess.Start();
        using var api = await server.SignInAsync(cancellation);
        var cameras = await AddCamerasAsync(api, cancellation);
        await WaitUntilRecordingAsync(api, cancellation);
        await progress.WriteLineAsync($"vedette: {load.Cameras} cameras record, warming up");
        await Task.Delay(load.WarmUp, cancellation);
        var tree = server.Tree;
        var (from, cpu, bytes) = (TimeProvider.System.GetUtcNow(), tree.CpuSeconds(), Size(server.Data));
        await Task.Delay(load.Window, cancellation);
        var cost = new RecordingCost(
            tree.CpuSeconds() - cpu, tree.ProportionalBytes(), tree.PeakResidentBytes(), Size(server.Data) - bytes, 0, 0);
        var to = TimeProvider.System.GetUtcNow();
        return cost with
        {
            Segments = await CountAsync(api, cameras, "segments", from, to, cancellation),
            Gaps = await CountAsync(api, cameras, "gaps", from, to, cancellation),
        };
    }

    private async Task<Guid[]> AddCamerasAsync(ApiSession api, CancellationToken cancellation)
    {
        var property = await api.CreateAsync("/api/inventory/properties", new { name = "Bench", address = "", timeZone = "UTC" }, cancellation);
        var room = await api.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Bench" }, cancellation);
        var cameras = new Guid[load.Cameras];
        for (var i = 0; i < cameras.Length; i++)
        {
            var source = new { url = load.Url(i + 1) };
            cameras[i] = await api.CreateAsync("/api/inventory/devices", new { name = $"Camera {i + 1}", roomId = room, kind = "camera", source }, cancellation);
        }

        return cameras;
    }

    private async Task WaitUntilRecordingAsync(ApiSession api, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (true)
        {
            var recording = await api.GetAllAsync("/api/recording/cameras", limit.Token);
            if (recording.Count(camera => camera.GetProperty("recording").GetBoolean()) == load.Cameras)
            {
                return;
            }

            await Task.Delay(200, limit.Token);
        }
    }

    private static async Task<int> CountAsync(
        ApiSession api, Guid[] cameras, string what, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var camera in cameras)
        {
            count += (await api.GetAllAsync($"/api/recording/cameras/{camera}/{what}?from={from.UtcDateTime:O}&to={to.UtcDateTime:O}", cancellation)).Count;
        }

        return count;
    }

    private static long Size(DirectoryInfo data) =>
        data.EnumerateFiles("*.mp4", SearchOption.AllDirectories).Sum(file => file.Length);
}
