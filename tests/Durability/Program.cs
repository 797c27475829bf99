using System.Globalization;
using System.Text.Json;
using Vedette.Durability;

using var output = Console.OpenStandardOutput();
switch (args)
{
    case [Life.Command, ..]:
        return await Recorder.LiveAsync(Life.Parse(args), output);
    case ["crash", ..]:
        var seed = Number("--seed", Random.Shared.Next());
        var harness = new CrashHarness(Environment.ProcessPath!, Number("--cycles", 1000), seed, Console.Error);
        var figures = await harness.RunAsync(CancellationToken.None);
        figures.Failures.ForEach(Console.Error.WriteLine);
        Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return figures.Failures.Count == 0 ? 0 : 1;
    case ["commit", ..]:
        var folder = Text("--folder", Path.GetTempPath());
        var bench = new CommitBench(folder, Number("--cameras", 64), TimeSpan.FromSeconds(Number("--seconds", 20)), Number("--fragment-bytes", 275_000));
        var (byFile, together) = (bench.ByFile(), bench.Together());
        Console.WriteLine(JsonSerializer.Serialize(new { cameras = Number("--cameras", 64), folder, byFile, together }, JsonSerializerOptions.Web));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: vedette bench crash [--cycles 1000] [--seed N] [--json]\n"
            + "       vedette bench commit [--cameras 64] [--seconds 20] [--folder DIR] [--fragment-bytes 275000] [--json]");
        return 2;
}

string Text(string option, string otherwise)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}

int Number(string option, int otherwise) =>
    int.Parse(Text(option, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
