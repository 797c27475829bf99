using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks.Api;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench api</c>: how many requests are answered, how soon and at what cost.</summary>
internal static class BenchApiCommand
{
    /// <summary>The command, and the one its child process runs.</summary>
    public static IEnumerable<Command> Create() => [CreateApi(), CreateFloor()];

    private static Command CreateApi()
    {
        var rate = new Option<double>("--rate") { Description = "Requests per second of the fixed load.", DefaultValueFactory = _ => 1000 };
        var seconds = new Option<int>("--seconds") { Description = "Length of each fixed load.", DefaultValueFactory = _ => 30 };
        var step = new Option<int>("--step") { Description = "Seconds of each measurement without a fixed rate.", DefaultValueFactory = _ => 3 };
        var web = new Option<DirectoryInfo>("--web") { Description = "Directory of the built web console.", Required = true };
        var simulator = new Option<FileInfo>("--simulator") { Description = "The camera simulator's executable.", Required = true };
        var data = new Option<DirectoryInfo>("--data") { Description = "Where the simulator keeps its clips.", Required = true };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL server where databases may be created; SQLite when absent." };
        var output = new Option<FileInfo?>("--output") { Description = "Write the tables there, as Markdown." };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        var command = new Command("api", "Ask an installation of 64 cameras again and again and print how it answers.")
        {
            rate, seconds, step, web, simulator, data, postgres, output, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var load = new ApiLoad(
                parsed.GetValue(rate),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                TimeSpan.FromSeconds(parsed.GetValue(step)),
                parsed.GetValue(web)!,
                parsed.GetValue(simulator)!,
                parsed.GetValue(data)!,
                parsed.GetValue(postgres));
            if (load.Rate is not (>= 1 and <= 100_000) || load.Window < TimeSpan.FromSeconds(1) || load.Step < TimeSpan.FromSeconds(1))
            {
                await Console.Error.WriteLineAsync("bench api needs --rate of 1 to 100000, --seconds and --step of at least 1.");
                return 1;
            }

            var figures = await new ApiBenchmark(load, parsed.GetValue(json) ? TextWriter.Null : Console.Error).MeasureAsync(cancellation);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, ApiTable.Of(figures), cancellation);
            }

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        });
        return command;
    }

    private static Command CreateFloor()
    {
        var port = new Option<int>("--port") { Required = true };
        var folder = new Option<DirectoryInfo>("--folder") { Required = true };
        var command = new Command("api-floor", "The floor of bench api.") { port, folder };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            await KestrelFloor.ServeAsync(parsed.GetValue(port), parsed.GetValue(folder)!, Console.In, Console.Out, cancellation);
            return 0;
        });
        return command;
    }
}
