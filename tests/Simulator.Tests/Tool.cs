using System.Diagnostics;

namespace Vedette.Simulator.Tests;

/// <summary>Runs ffmpeg or ffprobe as the judge.</summary>
internal static class Tool
{
    public static Task<(int ExitCode, string Output, string Complaints)> RunAsync(string program, params string[] arguments) =>
        RunPlainAsync(program, ["-hide_banner", .. arguments]);

    /// <summary>Any other program.</summary>
    public static async Task<(int ExitCode, string Output, string Complaints)> RunPlainAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var complaints = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output, await complaints);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
