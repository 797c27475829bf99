using System.Diagnostics;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks;

/// <summary>A program of the machine that is run to its end.</summary>
internal static class Tool
{
    /// <summary>Where it is, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>What it said, and whether it ended well; null when it did not end in time or is not there.</summary>
    public static async Task<(bool IsWell, string Output, string Errors)?> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancellation)
    {
        if (Find(program) is null)
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new FaultException(FaultKind.ChildProcess, $"{program} did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode == 0, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
