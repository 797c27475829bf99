using System.Globalization;

namespace Vedette.Fuzzing;

/// <summary><c>fuzz TARGET|all|list [--seconds N] [--seed S] [--corpus DIR] [--keep]</c></summary>
public static class Program
{
    private const string Instrumented = "VEDETTE_FUZZ_INSTRUMENTED";

    /// <summary>Exit code 0: no faults; 1: faults, which lie below <c>artifacts/fuzz</c>; 2: wrong command line.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [] or ["-h" or "--help"])
        {
            Console.WriteLine("usage: fuzz TARGET|all|list [--seconds 60] [--seed N] [--corpus DIR] [--keep]\n--keep adds inputs that reach new code to the corpus.");
            return arguments.Length == 0 ? 2 : 0;
        }

        if (arguments[0] == "list")
        {
            Console.WriteLine(string.Join('\n', FuzzTargets.All.Select(target => target.Name)));
            return 0;
        }

        var targets = FuzzTargets.All.Where(target => arguments[0] == "all" || target.Name == arguments[0]).ToList();
        if (targets.Count == 0)
        {
            await Console.Error.WriteLineAsync($"There is no target '{arguments[0]}'; 'list' shows them.");
            return 2;
        }

        return Environment.GetEnvironmentVariable(Instrumented) is null
            ? await Instrumentation.RunAgainAsync(arguments, Instrumented)
            : Run(targets, arguments[1..]);
    }

    private static int Run(List<FuzzTarget> targets, string[] options)
    {
        var seconds = double.Parse(Option(options, "--seconds") ?? "60", CultureInfo.InvariantCulture);
        var seed = int.Parse(Option(options, "--seed") ?? "20261121", CultureInfo.InvariantCulture);
        var corpus = Option(options, "--corpus");
        var faults = 0;
        foreach (var target in targets)
        {
            var outcome = new Fuzzer(target, new Corpus(corpus, target.Name), seed).Run(TimeSpan.FromSeconds(seconds), options.Contains("--keep"));
            Console.WriteLine(outcome);
            faults += outcome.Faults;
        }

        return faults == 0 ? 0 : 1;
    }

    private static string? Option(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
