using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks.Start;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench start</c>: how long a start takes, and what the program costs that has nothing to do.</summary>
internal static class BenchStartCommand
{
    private static readonly Option<int> Runs = new("--runs") { Description = "How often each start is repeated; the median counts.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> Settle = new("--settle") { Description = "Seconds between the start and the idle window.", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of the idle window.", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> Trace = new("--trace") { Description = "Seconds behind the window in which system calls are counted; 0 counts none.", DefaultValueFactory = _ => 10 };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "Connection string of an empty PostgreSQL database: measures idleness on it too." };
    private static readonly Option<bool> DropCaches = new("--drop-caches") { Description = "Have the kernel forget all files before each start. Needs root; slows down the whole machine for a while." };

    private static readonly Option<FileInfo> Simulator = new("--simulator")
    {
        Description = "The camera simulator's program.",
        DefaultValueFactory = _ => BenchRecordCommand.SimulatorBesideUs(),
    };

    private static readonly Option<FileInfo?> Output = new("--output") { Description = "Write the tables there, as Markdown." };
    private static readonly Option<bool> JsonOnly = new("--json") { Description = "Print the figures as one JSON object on the last line. They always are." };

    /// <summary>The command, and the one its floor runs.</summary>
    public static IEnumerable<Command> Create() => [CreateStart(), CreateFloor()];

    private static Command CreateStart()
    {
        var command = new Command("start", "Start the program again and again, then let it rest, and print what that takes.")
        {
            Runs, Settle, Seconds, Trace, Postgres, DropCaches, Simulator, Output, JsonOnly,
        };
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            if (parsed.GetValue(Runs) is < 1 or > 100 || parsed.GetValue(Seconds) is < 1 or > 3600
                || parsed.GetValue(Settle) is < 0 or > 3600 || parsed.GetValue(Trace) is < 0 or > 60)
            {
                await Console.Error.WriteLineAsync("bench start: --runs takes 1 to 100, --seconds 1 to 3600, --settle 0 to 3600, --trace 0 to 60.");
                return 1;
            }

            var plan = new StartPlan
            {
                Runs = parsed.GetValue(Runs),
                Settle = TimeSpan.FromSeconds(parsed.GetValue(Settle)),
                Window = TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
                Trace = TimeSpan.FromSeconds(parsed.GetValue(Trace)),
                Postgres = parsed.GetValue(Postgres),
                DropsCaches = parsed.GetValue(DropCaches),
                Simulator = parsed.GetValue(Simulator)!,
            };
            var report = await new StartBenchmark(plan, Console.Error).MeasureAsync(cancellation);
            if (parsed.GetValue(Output) is { } output)
            {
                await File.WriteAllTextAsync(output.FullName, StartTable.Of(report), cancellation);
            }

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
            return 0;
        }));
        return command;
    }

    private static Command CreateFloor()
    {
        var port = new Option<int>("--port") { Required = true };
        var command = new Command(EmptyServer.Command, "The floor of bench start.") { port };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            await EmptyServer.ServeAsync(parsed.GetValue(port), cancellation);
            return 0;
        });
        return command;
    }
}
