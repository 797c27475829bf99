using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench live</c>: what viewers of one camera cost and get.</summary>
internal static class BenchLiveCommand
{
    /// <summary>The command, and the two its child processes run.</summary>
    public static IEnumerable<Command> Create() => [CreateLive(), CreateViewers(), CreateFloor()];

    private static Command CreateLive()
    {
        var url = new Option<string>("--url") { Description = "RTSP URL of the camera.", Required = true };
        var viewers = new Option<string>("--viewers") { Description = "Numbers of viewers, one measurement each.", DefaultValueFactory = _ => "1,10,100" };
        var seconds = new Option<int>("--seconds") { Description = "Length of each measurement.", DefaultValueFactory = _ => 20 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds between the last viewer's first picture and the measurement.", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        var command = new Command("live", "Show one camera to more and more viewers and print what each costs and gets.") { url, viewers, seconds, warmUp, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var crowds = parsed.GetValue(viewers)!.Split(',').Select(text => int.TryParse(text, out var count) ? count : 0).ToList();
            var (window, rest) = (TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromSeconds(parsed.GetValue(warmUp)));
            if (crowds.Exists(count => count is < 1 or > 5000) || window < TimeSpan.FromSeconds(1) || rest < TimeSpan.Zero)
            {
                await Console.Error.WriteLineAsync("bench live needs --viewers of 1 to 5000, separated by commas, and --seconds of at least 1.");
                return 1;
            }

            var progress = parsed.GetValue(json) ? TextWriter.Null : Console.Error;
            var figures = await new LiveViewing(new LiveLoad(parsed.GetValue(url)!, crowds, window, rest), progress).MeasureAsync(cancellation);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        });
        return command;
    }

    private static Command CreateViewers()
    {
        var viewers = new Option<int>("--viewers") { Required = true };
        var command = new Command("live-viewers", "The viewers of bench live.") { viewers };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var seen = await new LiveCrowd(parsed.GetValue(viewers)).WatchAsync(Console.In, Console.Out, cancellation);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(seen, JsonSerializerOptions.Web));
            return 0;
        });
        return command;
    }

    private static Command CreateFloor()
    {
        var port = new Option<int>("--port") { Required = true };
        var file = new Option<FileInfo>("--file") { Required = true };
        var command = new Command("live-floor", "The floor of bench live.") { port, file };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            await LiveFloor.ServeAsync(parsed.GetValue(port), parsed.GetValue(file)!, Console.In, cancellation);
            return 0;
        });
        return command;
    }
}
