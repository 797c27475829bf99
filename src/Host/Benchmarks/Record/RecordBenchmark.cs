using System.Globalization;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>Every recorder with every number of cameras, one after another on the same farm.</summary>
internal sealed class RecordBenchmark(RecordPlan plan, TextWriter progress)
{
    private static readonly TimeSpan FloorWarmUp = TimeSpan.FromSeconds(3);

    public async Task<RecordReport> MeasureAsync(CancellationToken cancellation)
    {
        RecordPeers.Check(plan.Peers);
        using var floor = plan.Peers.Any(RecordPeers.IsFloor) ? await FloorProgram.CompileAsync(plan.FloorSource, cancellation) : null;
        await using var farm = plan.UrlTemplate is null ? await StartFarmAsync(cancellation) : null;
        var meter = new RecordingMeter(plan, farm?.Tree);
        var idle = await MeasureIdleAsync(cancellation);
        await progress.WriteLineAsync(RecordTable.Head);
        var runs = new List<RecordFigures>();
        foreach (var count in plan.Cameras)
        {
            var cameras = new RecordedCameras(count, plan.UrlTemplate ?? farm!.UrlTemplate);
            var ours = await MeasureAsync(RecordPeers.Ours, cameras, meter, floor, cancellation);
            runs.Add(ours with { PssMbPerCameraAboveIdle = ours.NotMeasured is null ? Math.Round((ours.PssMb - idle.PssMb) / count, 2) : null });
            await progress.WriteLineAsync(RecordTable.Row(runs[^1]));
            foreach (var peer in RecordPeers.Rows(plan.Peers))
            {
                runs.Add((await MeasureAsync(peer, cameras, meter, floor, cancellation)).Beside(ours));
                await progress.WriteLineAsync(RecordTable.Row(runs[^1]));
            }
        }

        return RecordReport.Of(Conditions(farm, idle), runs);
    }

    private async Task<BenchFarm> StartFarmAsync(CancellationToken cancellation)
    {
        await progress.WriteLineAsync("starting the simulated cameras (the first time their clips are drawn, which takes a minute or two)");
        return await BenchFarm.StartAsync(plan.Simulator, plan.Cameras.Max(), cancellation);
    }

    private async Task<IdleFigures> MeasureIdleAsync(CancellationToken cancellation)
    {
        await progress.WriteLineAsync("measuring our program without cameras");
        await using var server = new VedetteRecorder(new RecordedCameras(0, ""));
        await server.StartAsync(cancellation);
        await WarmUpAsync(RecordPeers.Ours, server, cancellation);
        var meter = new RecordingMeter(plan with { Trace = TimeSpan.Zero }, farm: null);
        var figures = RecordFigures.Of(RecordPeers.Ours, 1, await meter.MeasureAsync(server, cancellation));
        return new IdleFigures(figures.CpuSecondsPerCameraMinute, figures.PssMb, figures.PeakRssMb, figures.Threads);
    }

    /// <summary>Without a warm-up it is measured as it starts. A floor starts as it goes on.</summary>
    private async Task WarmUpAsync(string name, IRecorder recorder, CancellationToken cancellation)
    {
        if (plan.WarmUp > TimeSpan.Zero)
        {
            await Task.Delay(RecordPeers.IsFloor(name) && plan.WarmUp > FloorWarmUp ? FloorWarmUp : plan.WarmUp, cancellation);
            await recorder.SettleAsync(cancellation);
        }
    }

    private async Task<RecordFigures> MeasureAsync(
        string name, RecordedCameras cameras, RecordingMeter meter, FloorProgram? floor, CancellationToken cancellation)
    {
        if (RecordPeers.WhyNot(name, cameras.Count) is { } reason)
        {
            return RecordFigures.Without(name, cameras.Count, reason);
        }

        try
        {
            await using var recorder = RecordPeers.Start(name, cameras, plan.Tick, floor?.File);
            await recorder.StartAsync(cancellation);
            await WarmUpAsync(name, recorder, cancellation);
            return RecordFigures.Of(name, cameras.Count, await meter.MeasureAsync(recorder, cancellation));
        }
        catch (FaultException fault)
        {
            return RecordFigures.Without(name, cameras.Count, fault.Message.ReplaceLineEndings(" "));
        }
    }

    private RecordConditions Conditions(BenchFarm? farm, IdleFigures idle) => new(
        farm is null ? plan.UrlTemplate! : "our simulator, 1920x1080 at 25 pictures/s, H.264 4 Mbit/s, a key picture every 2 s",
        Machine(),
        plan.WarmUp.TotalSeconds,
        plan.Tick.TotalMilliseconds,
        idle);

    /// <summary>Cores, processor and kernel.</summary>
    public static string Machine() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {Processor()}, Linux {Environment.OSVersion.Version}");

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
}
