using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench record</c>: what recording costs, beside a peer in the same run.</summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create()
    {
        var bench = new Command("bench", "Measure Vedette on this machine.") { CreateRecord(), BenchIndexCommand.Create() };
        foreach (var live in BenchLiveCommand.Create())
        {
            bench.Add(live);
        }

        return bench;
    }

    private static Command CreateRecord()
    {
        var cameras = new Option<int>("--cameras") { Description = "How many cameras to record.", DefaultValueFactory = _ => 1 };
        var template = new Option<string>("--url-template") { Description = "URL of camera {i}, counted from 1.", Required = true };
        var seconds = new Option<int>("--seconds") { Description = "Length of the measured window.", DefaultValueFactory = _ => 60 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds between the last camera's start and the window.", DefaultValueFactory = _ => 10 };
        var peer = new Option<string?>("--vs") { Description = "Measure this peer in the same way afterwards: ffmpeg, a process per camera." };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        _ = peer.AcceptOnlyFromAmong("ffmpeg");

        var command = new Command("record", "Record N cameras with the whole program and print what it costs.") { cameras, template, seconds, warmUp, peer, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new RecordingLoad(
                parsed.GetValue(cameras),
                parsed.GetValue(template)!,
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)));
            if (plan.Cameras < 1 || plan.Window < TimeSpan.FromSeconds(1) || !plan.UrlTemplate.Contains("{i}", StringComparison.Ordinal))
            {
                await Console.Error.WriteLineAsync("bench record needs --cameras of at least 1, --seconds of at least 1 and {i} in --url-template.");
                return 1;
            }

            var progress = parsed.GetValue(json) ? TextWriter.Null : Console.Error;
            var ours = await new VedetteRecording(plan, progress).MeasureAsync(cancellation);
            var theirs = parsed.GetValue(peer) is null ? null : await new FfmpegRecording(plan, progress).MeasureAsync(cancellation);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(RecordFigures.Of(plan, ours, theirs), Json));
            return 0;
        });
        return command;
    }
}
