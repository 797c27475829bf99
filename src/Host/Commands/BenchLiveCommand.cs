using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks.Live;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench live</c>: what viewers of one camera cost and get.</summary>
internal static class BenchLiveCommand
{
    /// <summary>The command, and the one its child processes run.</summary>
    public static IEnumerable<Command> Create() => [CreateLive(), CreateViewers()];

    private static Command CreateLive()
    {
        var url = new Option<string?>("--url") { Description = "RTSP URL of the camera; without it a simulated one, 1920 × 1080 at 25 pictures a second." };
        var bitRate = new Option<int>("--bitrate") { Description = "Bits a second of the simulated camera.", DefaultValueFactory = _ => 4_000_000 };
        var viewers = new Option<string>("--viewers") { Description = "Numbers of viewers, one measurement each.", DefaultValueFactory = _ => "1,10,100,500" };
        var seconds = new Option<int>("--seconds") { Description = "Length of each measurement.", DefaultValueFactory = _ => 8 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds between the last viewer's first picture and the measurement.", DefaultValueFactory = _ => 2 };
        var alone = new Option<bool>("--alone") { Description = "Leave nginx and GStreamer out." };
        var output = new Option<FileInfo?>("--output") { Description = "Also write the figures as a Markdown table to this file." };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        var simulator = new Option<FileInfo>("--simulator") { Description = "The camera simulator's executable.", DefaultValueFactory = _ => new FileInfo("artifacts/bin/Simulator/release/vedette-simulator") };
        var script = new Option<FileInfo>("--rtsp-script") { Description = "What serves the camera by GStreamer's RTSP server.", DefaultValueFactory = _ => new FileInfo("benchmarks/live/rtsp.py") };
        var command = new Command("live", "Show one camera to more and more viewers and print what each costs and gets, beside nginx and GStreamer.")
        {
            url, bitRate, viewers, seconds, warmUp, alone, output, json, simulator, script,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var load = new LiveLoad(
                parsed.GetValue(url),
                parsed.GetValue(bitRate),
                [.. parsed.GetValue(viewers)!.Split(',').Select(text => int.TryParse(text, out var count) ? count : 0)],
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
                !parsed.GetValue(alone),
                parsed.GetValue(simulator)!,
                parsed.GetValue(script)!);
            if (load.Viewers.Any(count => count is < 1 or > 5000) || load.Window < TimeSpan.FromSeconds(1) || load.WarmUp < TimeSpan.Zero)
            {
                await Console.Error.WriteLineAsync("bench live needs --viewers of 1 to 5000, separated by commas, and --seconds of at least 1.");
                return 1;
            }

            var figures = await new LiveBenchmark(load, parsed.GetValue(json) ? TextWriter.Null : Console.Error).MeasureAsync(cancellation);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, LiveTable.Of(figures), cancellation);
            }

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        });
        return command;
    }

    private static Command CreateViewers()
    {
        var command = new Command("live-viewers", "The viewers of bench live.") { Hidden = true };
        command.SetAction(async (_, cancellation) =>
        {
            var order = JsonSerializer.Deserialize<CrowdOrder>(await Console.In.ReadLineAsync(cancellation) ?? "null")!;
            using var crowd = new LiveCrowd(order);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await crowd.WatchAsync(Console.In, Console.Out, cancellation)));
            return 0;
        });
        return command;
    }
}
