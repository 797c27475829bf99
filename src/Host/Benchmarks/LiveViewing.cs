using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vedette.Host.Benchmarks;

/// <summary>One camera and more and more viewers of it: what each costs the server, and what each gets.</summary>
internal sealed class LiveViewing(LiveLoad load, TextWriter progress)
{
    private const double Megabyte = 1 << 20;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    public async Task<LiveFigures> MeasureAsync(CancellationToken cancellation)
    {
        var floor = await LiveFloor.MeasureAsync(cancellation);
        await progress.WriteLineAsync($"floor: {floor:0.000} CPU seconds for a gigabyte");
        await using var server = ServerProcess.Start(("VEDETTE_streams__viewersPerCamera", "10000"));
        using var api = await server.SignInAsync(cancellation);
        var camera = await AddCameraAsync(api, cancellation);
        // A server that has just started still compiles itself; that is no viewer's cost.
        await Task.Delay(Settling + load.WarmUp, cancellation);
        var (idleCpu, idleBytes) = await UseAsync(server, cancellation);
        var crowds = new List<LiveCrowdFigures>();
        foreach (var viewers in load.Viewers)
        {
            crowds.Add(await MeasureAsync(server, camera, viewers, idleCpu, idleBytes, floor, cancellation));
            await progress.WriteLineAsync(crowds[^1].ToString());
        }

        return new LiveFigures(
            load.Url,
            load.Window.TotalSeconds,
            Math.Round(idleCpu / load.Window.TotalMinutes, 3),
            Math.Round(idleBytes / Megabyte, 1),
            new LiveFloorFigures(Math.Round(floor, 3), Math.Round(floor * crowds[0].MbitPerSecond * 60 / 8 / 1024, 5)),
            LiveFloor.Name,
            crowds);
    }

    private async Task<LiveCrowdFigures> MeasureAsync(
        ServerProcess server, Guid camera, int viewers, double idleCpu, long idleBytes, double floor, CancellationToken cancellation)
    {
        // A token of its own for each crowd: one lives for a quarter of an hour.
        using var api = await server.SignInAsync(cancellation);
        var live = new UriBuilder(server.Address) { Scheme = "ws", Path = $"/api/streams/cameras/{camera}/live", Query = $"access_token={api.Token}" };
        using var crowd = BenchChild.Start(["bench", "live-viewers", "--viewers", viewers.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await crowd.StandardInput.WriteLineAsync(live.Uri.ToString().AsMemory(), cancellation);
            await crowd.StandardInput.FlushAsync(cancellation);
            if (await crowd.StandardOutput.ReadLineAsync(cancellation) != "ready")
            {
                throw new InvalidOperationException("The viewers could not watch; why is said above.");
            }

            await Task.Delay(load.WarmUp, cancellation);
            await crowd.StandardInput.WriteLineAsync();
            await crowd.StandardInput.FlushAsync(cancellation);
            var (cpu, bytes) = await UseAsync(server, cancellation);
            await crowd.StandardInput.WriteLineAsync();
            await crowd.StandardInput.FlushAsync(cancellation);
            var seen = JsonSerializer.Deserialize<LiveSeen>(await crowd.StandardOutput.ReadToEndAsync(cancellation), JsonSerializerOptions.Web)!;
            await crowd.WaitForExitAsync(cancellation);
            return Figures(viewers, seen, cpu - idleCpu, bytes - idleBytes, floor);
        }
        finally
        {
            if (!crowd.HasExited)
            {
                crowd.Kill();
            }
        }
    }

    private LiveCrowdFigures Figures(int viewers, LiveSeen seen, double cpu, long bytes, double floor)
    {
        var floorCpu = floor * seen.Bytes / (1 << 30);
        return seen.Lost > 0
            ? throw new InvalidOperationException($"{seen.Lost} of {viewers} viewers were sent away.")
            : new LiveCrowdFigures(
                viewers,
                Math.Round(cpu / viewers / load.Window.TotalMinutes, 4),
                Math.Round(bytes / Megabyte / viewers, 3),
                Math.Round(cpu / floorCpu, 2),
                seen.FirstPictureMs,
                seen.FirstPictureP95Ms,
                seen.LatencyMs,
                seen.LatencyP95Ms,
                seen.Pictures,
                seen.Skips,
                Math.Round(seen.Bytes * 8 / load.Window.TotalSeconds / viewers / 1e6, 2));
    }

    /// <summary>CPU seconds in a window, and memory at its end.</summary>
    private async Task<(double Cpu, long Bytes)> UseAsync(ServerProcess server, CancellationToken cancellation)
    {
        var cpu = server.Tree.CpuSeconds();
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(load.Window, cancellation);
        var used = server.Tree.CpuSeconds() - cpu;
        return (used * load.Window / Stopwatch.GetElapsedTime(began), server.Tree.ProportionalBytes());
    }

    private async Task<Guid> AddCameraAsync(ApiSession api, CancellationToken cancellation)
    {
        var property = await api.CreateAsync("/api/inventory/properties", new { name = "Bench", address = "", timeZone = "UTC" }, cancellation);
        var room = await api.CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Bench" }, cancellation);
        var camera = await api.CreateAsync("/api/inventory/devices", new { name = "Camera", roomId = room, kind = "camera", source = new { url = load.Url } }, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(await api.GetAllAsync("/api/streams/cameras", limit.Token)).Exists(stream => stream.GetProperty("state").GetString() == "online"))
        {
            await Task.Delay(200, limit.Token);
        }

        return camera;
    }
}
