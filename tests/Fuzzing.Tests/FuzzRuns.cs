using System.Diagnostics;

namespace Vedette.Fuzzing.Tests;

/// <summary>Runs every target for some seconds, two at a time, each in a process of its own with the library instrumented.</summary>
public sealed class FuzzRuns : IDisposable
{
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Dictionary<string, Task<(int ExitCode, string Output)>> _runs;

    public FuzzRuns() => _runs = FuzzTargets.All.ToDictionary(target => target.Name, target => RunAsync(target.Name));

    /// <summary>Seconds for each; more by the environment variable VEDETTE_FUZZ_SECONDS.</summary>
    public static string Seconds { get; } = Environment.GetEnvironmentVariable("VEDETTE_FUZZ_SECONDS") ?? "10";

    public Task<(int ExitCode, string Output)> Of(string target) => _runs[target];

    public void Dispose() => _turns.Dispose();

    private async Task<(int ExitCode, string Output)> RunAsync(string target)
    {
        await _turns.WaitAsync();
        try
        {
            var program = Path.ChangeExtension(typeof(FuzzTargets).Assembly.Location, ".dll");
            var start = new ProcessStartInfo("dotnet", [program, target, "--seconds", Seconds, "--corpus", Path.Combine(Root(), "tests", "Fuzzing", "Corpus")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Root(),
            };
            using var run = Process.Start(start)!;
            var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
            await run.WaitForExitAsync();
            return (run.ExitCode, (await output).Trim() + (await errors).Trim());
        }
        finally
        {
            _ = _turns.Release();
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Vedette.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
