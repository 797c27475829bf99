using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vedette.Host.Benchmarks.Record;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench record</c>: what recording costs, beside peers and floors in the same run.</summary>
internal static class BenchRecordCommand
{
    private const int MostCameras = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly Option<string> Cameras = new("--cameras")
    {
        Description = "How many cameras to record; a list measures one number after the other: 1,8,32,64.",
        DefaultValueFactory = _ => "1",
    };

    private static readonly Option<string?> Template = new("--url-template") { Description = "URL of camera {i}, counted from 1. Without it the bench starts simulated cameras." };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of each measured window.", DefaultValueFactory = _ => 60 };

    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "Seconds between the last camera's start and the window, which then waits for the compiler as well; 0 measures at once.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<string?> Peers = new("--vs")
    {
        Description = $"Measure these in the same way: all, or some of {string.Join(',', RecordPeers.Names)}.",
    };

    private static readonly Option<int> Tick = new("--tick") { Description = "How often the batched floor reads, in milliseconds; the default is our own.", DefaultValueFactory = _ => 99 };

    private static readonly Option<int> Trace = new("--trace")
    {
        Description = "Seconds behind each window in which system calls are counted; 0 counts none.",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<FileInfo> Simulator = new("--simulator")
    {
        Description = "The camera simulator's program.",
        DefaultValueFactory = _ => SimulatorBesideUs(),
    };

    private static readonly Option<FileInfo> FloorSource = new("--floor-source")
    {
        Description = "The floor's C source.",
        DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "../../../../benchmarks/floor/floor.c")),
    };

    private static readonly Option<FileInfo?> Output = new("--output") { Description = "Write the JSON there too, and beside it the tables as Markdown." };
    private static readonly Option<bool> JsonOnly = new("--json") { Description = "Print the figures as one JSON object on the last line. They always are." };

    // Beside each other below artifacts/bin.
    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static FileInfo SimulatorBesideUs() => new(Path.Combine(AppContext.BaseDirectory, "../../Simulator", Configuration, "vedette-simulator"));

    public static Command Create()
    {
        var command = new Command("record", "Record cameras with the whole program and with others, and print what it costs.")
        {
            Cameras, Template, Seconds, WarmUp, Peers, Tick, Trace, Simulator, FloorSource, Output, JsonOnly,
        };
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            if (Complaint(parsed) is { } complaint)
            {
                await Console.Error.WriteLineAsync(complaint);
                return 1;
            }

            var report = await new RecordBenchmark(PlanOf(parsed), Console.Error).MeasureAsync(cancellation);
            var text = JsonSerializer.Serialize(report, Json);
            if (parsed.GetValue(Output) is { } output)
            {
                await File.WriteAllTextAsync(output.FullName, text + "\n", cancellation);
                await File.WriteAllTextAsync(Path.ChangeExtension(output.FullName, ".md"), RecordTable.Of(report), cancellation);
            }

            await Console.Out.WriteLineAsync(text);
            return 0;
        }));
        return command;
    }

    private static string? Complaint(ParseResult parsed)
    {
        if (Counts(parsed).Exists(count => count is < 1 or > MostCameras))
        {
            return $"bench record: --cameras takes numbers from 1 to {MostCameras}, separated by commas.";
        }

        if (parsed.GetValue(Seconds) is < 1 or > 3600 || parsed.GetValue(WarmUp) is < 0 or > 7200 || parsed.GetValue(Trace) is < 0 or > 60)
        {
            return "bench record: --seconds takes 1 to 3600, --warm-up 0 to 7200, --trace 0 to 60.";
        }

        if (parsed.GetValue(Tick) is < 1 or > 1000)
        {
            return "bench record: --tick takes 1 to 1000 milliseconds.";
        }

        if (parsed.GetValue(Template) is { } template && !(template.StartsWith("rtsp://", StringComparison.Ordinal) && template.Contains("{i}", StringComparison.Ordinal)))
        {
            return "bench record: --url-template needs an rtsp:// address with {i} in it, where the camera's number goes.";
        }

        var unknown = Choice(parsed).Except(RecordPeers.Names).FirstOrDefault();
        return unknown is null ? null : $"bench record: --vs does not know '{unknown}'; it takes all, or some of {string.Join(',', RecordPeers.Names)}.";
    }

    private static RecordPlan PlanOf(ParseResult parsed) => new()
    {
        Cameras = Counts(parsed),
        UrlTemplate = parsed.GetValue(Template),
        Peers = Choice(parsed),
        Window = TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
        WarmUp = TimeSpan.FromSeconds(parsed.GetValue(WarmUp)),
        Trace = TimeSpan.FromSeconds(parsed.GetValue(Trace)),
        Tick = TimeSpan.FromMilliseconds(parsed.GetValue(Tick)),
        Simulator = parsed.GetValue(Simulator)!,
        FloorSource = parsed.GetValue(FloorSource)!,
    };

    private static List<int> Counts(ParseResult parsed) =>
        [.. parsed.GetValue(Cameras)!.Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0)];

    private static IReadOnlyList<string> Choice(ParseResult parsed) => parsed.GetValue(Peers) switch
    {
        null => [],
        "all" => RecordPeers.Names,
        { } names => [.. names.Split(',').Distinct()],
    };
}
