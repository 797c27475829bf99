using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench index</c>: what a big index costs.</summary>
internal static class BenchIndexCommand
{
    public static Command Create()
    {
        var segments = List("--segments", "How many segments; several, and the index grows from one to the next.", 1_000_000);
        var cameras = List("--cameras", "Of how many cameras; several, and those after the first see the first number of segments only.", 64);
        var databases = new Option<string[]>("--databases")
        {
            Description = "sqlite, postgres or both.",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(','))],
            DefaultValueFactory = _ => ["sqlite", "postgres"],
        };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of an empty PostgreSQL database; a server is started when absent." };
        var files = new Option<int>("--files") { Description = "For how many segments, the newest, there are files to be.", DefaultValueFactory = _ => 1_000_000 };
        var folder = new Option<string>("--folder") { Description = "Where footage and databases are put meanwhile; some 650 bytes a segment.", DefaultValueFactory = _ => Path.GetTempPath() };
        var output = new Option<string?>("--output") { Description = "Write the figures to this file too, as Markdown tables." };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        var command = new Command("index", "Fill an index and a volume with made-up footage, then measure questions, writing, retention and start-up.")
        {
            segments, cameras, databases, postgres, files, folder, output, json,
        };
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            var plan = new IndexPlan(
                parsed.GetValue(segments)!,
                parsed.GetValue(cameras)!,
                parsed.GetValue(databases)!,
                parsed.GetValue(postgres),
                parsed.GetValue(files),
                Path.GetFullPath(parsed.GetValue(folder)!));
            if (!plan.IsSound)
            {
                await Console.Error.WriteLineAsync("bench index needs growing --segments of at least 1000 for each camera, --cameras of at least 1, and of --databases sqlite or postgres.");
                return 1;
            }

            var progress = parsed.GetValue(json) ? TextWriter.Null : Console.Error;
            var runs = await new IndexBenchmark(plan, progress).MeasureAsync(cancellation);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file, IndexReport.ToMarkdown(plan, runs), cancellation);
            }

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { realFiles = plan.Files, runs, growth = IndexReport.Growth(runs) }));
            return 0;
        }));
        return command;
    }

    private static Option<int[]> List(string name, string description, int usual) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var numbers = new List<int>();
            foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (int.TryParse(word, out var number))
                {
                    numbers.Add(number);
                }
                else
                {
                    result.AddError($"'{word}' is not a number.");
                }
            }

            return [.. numbers];
        },
        DefaultValueFactory = _ => [usual],
    };
}
