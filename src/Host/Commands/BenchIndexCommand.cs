using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench index</c>: what a big index costs.</summary>
internal static class BenchIndexCommand
{
    public static Command Create()
    {
        var segments = new Option<int>("--segments") { Description = "How many segments.", DefaultValueFactory = _ => 1_000_000 };
        var cameras = new Option<int>("--cameras") { Description = "Of how many cameras.", DefaultValueFactory = _ => 64 };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of an empty PostgreSQL database; SQLite when absent." };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        var command = new Command("index", "Fill an index and a volume with made-up footage, then measure questions, retention and start-up.")
        {
            segments, cameras, postgres, json,
        };
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            if (parsed.GetValue(cameras) < 1 || parsed.GetValue(segments) < parsed.GetValue(cameras))
            {
                await Console.Error.WriteLineAsync("bench index needs --cameras of at least 1 and as many --segments.");
                return 1;
            }

            var progress = parsed.GetValue(json) ? TextWriter.Null : Console.Error;
            var bench = new IndexBenchmark(parsed.GetValue(segments), parsed.GetValue(cameras), parsed.GetValue(postgres), progress);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await bench.MeasureAsync(cancellation)));
            return 0;
        }));
        return command;
    }
}
