namespace Vedette.Host.Benchmarks.Live;

/// <summary>One camera and more and more viewers of it, by each server in turn: what each viewer costs, and what it gets.</summary>
internal sealed class LiveBenchmark(LiveLoad load, TextWriter progress)
{
    // A server that has just started still compiles itself; that is no viewer's cost.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly List<CrowdFigures> _crowds = [];

    public async Task<LiveFigures> MeasureAsync(CancellationToken cancellation)
    {
        using var camera = load.Url is null ? await SimulatedCamera.StartAsync(load.Simulator, load.BitRate, cancellation) : null;
        using var small = load.SmallStreamViewers is null ? null : await SimulatedCamera.StartAsync(load.Simulator, LiveLoad.SmallBitRate, cancellation);
        string[] urls = [load.Url ?? camera!.Url, .. small is null ? Array.Empty<string>() : [small.Url]];
        var idle = await MeasureOursAsync(urls, cancellation);
        var floor = load.Peers ? await MeasureNginxAsync(cancellation) : null;
        if (load.Peers)
        {
            await MeasureGstreamerAsync(urls, cancellation);
        }

        return new LiveFigures(
            load.Url,
            load.Window.TotalSeconds,
            Environment.ProcessorCount,
            Math.Round(idle.CpuSeconds / idle.Seconds * 60, 3),
            Math.Round(idle.Bytes / (double)(1 << 20), 1),
            floor,
            [.. _crowds.Select(Compare)]);
    }

    private async Task<ProcessUse> MeasureOursAsync(string[] urls, CancellationToken cancellation)
    {
        var port = ServerProcess.FreePort();
        await using var server = VedetteLive.Start(port);
        var cameras = await VedetteLive.AddAsync(server, urls, cancellation);
        var (sockets, rtsp) = (new VedetteLive(server, port, CrowdProtocol.WebSocket, cameras), new VedetteLive(server, port, CrowdProtocol.Rtsp, cameras));
        foreach (var warming in new ILiveServer[] { sockets, rtsp })
        {
            using var few = await CrowdProcess.StartAsync(await warming.OrderAsync(isSmall: false, 20, cancellation), cancellation);
            await Task.Delay(Settling / 2, cancellation);
        }

        await Task.Delay(load.WarmUp, cancellation);
        var idle = await ProcessMeter.MeasureAsync(server.Id, load.Window, cancellation);
        await MeasureAllAsync(sockets, idle, cancellation);
        await MeasureAllAsync(rtsp, idle, cancellation);
        return idle;
    }

    private async Task<double?> MeasureNginxAsync(CancellationToken cancellation)
    {
        using var nginx = await NginxLive.StartAsync(RateOf(isSmall: false), RateOf(isSmall: true), cancellation);
        if (nginx is null)
        {
            await progress.WriteLineAsync("nginx is not installed: no floor");
            return null;
        }

        var full = await nginx.FullSpeedAsync(cancellation);
        var idle = await ProcessMeter.MeasureAsync(nginx.Process, TimeSpan.FromSeconds(1), cancellation);
        await MeasureAllAsync(nginx, idle, cancellation);
        return Math.Round(full, 3);
    }

    private async Task MeasureGstreamerAsync(string[] urls, CancellationToken cancellation)
    {
        using var gstreamer = await GstreamerLive.StartAsync(load.RtspScript, urls, cancellation);
        if (gstreamer is null)
        {
            await progress.WriteLineAsync("GStreamer's RTSP server is not installed: no peer");
            return;
        }

        // It reads the camera while somebody watches: somebody does all the time, and is not counted.
        using var first = await CrowdProcess.StartAsync(await gstreamer.OrderAsync(isSmall: false, 1, cancellation), cancellation);
        using var second = urls.Length == 1 ? null : await CrowdProcess.StartAsync(await gstreamer.OrderAsync(isSmall: true, 1, cancellation), cancellation);
        await Task.Delay(load.WarmUp, cancellation);
        var idle = await ProcessMeter.MeasureAsync(gstreamer.Process, load.Window, cancellation);
        await MeasureAllAsync(gstreamer, idle, cancellation);
    }

    private async Task MeasureAllAsync(ILiveServer server, ProcessUse idle, CancellationToken cancellation)
    {
        foreach (var viewers in load.Viewers)
        {
            await MeasureAsync(server, isSmall: false, viewers, idle, cancellation);
        }

        if (load.SmallStreamViewers is { } many)
        {
            await MeasureAsync(server, isSmall: true, many, idle, cancellation);
        }
    }

    private async Task MeasureAsync(ILiveServer server, bool isSmall, int viewers, ProcessUse idle, CancellationToken cancellation)
    {
        try
        {
            using var crowd = await CrowdProcess.StartAsync(await server.OrderAsync(isSmall, viewers, cancellation), cancellation);
            await Task.Delay(load.WarmUp, cancellation);
            await crowd.BeginAsync();
            var use = await ProcessMeter.MeasureAsync(server.Process, load.Window, cancellation);
            _crowds.Add(Figures(server.Name, isSmall, viewers, await crowd.EndAsync(cancellation), use, idle));
            await progress.WriteLineAsync(LiveTable.Row(_crowds[^1]));
        }
        catch (InvalidOperationException failed)
        {
            await progress.WriteLineAsync($"{server.Name}, {viewers} viewers: {failed.Message}");
        }
    }

    private static CrowdFigures Figures(string server, bool isSmall, int viewers, CrowdSeen seen, ProcessUse use, ProcessUse idle)
    {
        // What was idle is scaled to this window, which is never quite as long.
        var scale = use.Seconds / idle.Seconds;
        var perSecond = 1 / use.Seconds / viewers;
        return new CrowdFigures(
            server,
            isSmall,
            viewers,
            Math.Round(seen.Bytes * 8 / 1e6 * perSecond, 3),
            Math.Round((use.CpuSeconds - (idle.CpuSeconds * scale)) * perSecond * 60, 5),
            Math.Round((use.Bytes - idle.Bytes) / 1024.0 / viewers, 1),
            Math.Round((use.Switches - (idle.Switches * scale)) * perSecond, 2),
            use.Calls is { } calls && idle.Calls is { } before ? Math.Round((calls - (before * scale)) * perSecond, 2) : null,
            Math.Round(use.CpuSeconds / use.Seconds * 60, 3),
            Math.Round(use.BusyProcessors, 2),
            seen.FirstPictureMs,
            seen.FirstPictureP95Ms,
            seen.LatencyMs,
            seen.LatencyP95Ms,
            seen.LatencyP99Ms,
            seen.Skips,
            seen.Lost);
    }

    /// <summary>Bytes a second that one of our viewers got of a stream.</summary>
    private long RateOf(bool isSmall) => _crowds.Find(crowd => crowd.IsSmall == isSmall) is { } crowd
        ? (long)(crowd.MbitPerSecond * 1e6 / 8)
        : (isSmall ? LiveLoad.SmallBitRate : load.BitRate) / 8;

    private CrowdFigures Compare(CrowdFigures crowd)
    {
        var whole = _crowds.Where(other => other.Server == crowd.Server && other.IsSmall == crowd.IsSmall).Max(other => other.MbitPerSecond);
        return crowd with
        {
            Share = Math.Round(crowd.MbitPerSecond / whole, 3),
            NginxRatio = Ratio(crowd, "nginx"),
            GstreamerRatio = Ratio(crowd, "gstreamer rtsp"),
        };
    }

    private double? Ratio(CrowdFigures ours, string peer) =>
        ours.Server.StartsWith("vedette", StringComparison.Ordinal)
        && _crowds.Find(crowd => crowd.Server == peer && crowd.IsSmall == ours.IsSmall && crowd.Viewers == ours.Viewers) is { CpuSecondsPerGigabyte: > 0 } theirs
            ? Math.Round(ours.CpuSecondsPerGigabyte / theirs.CpuSecondsPerGigabyte, 2)
            : null;
}
