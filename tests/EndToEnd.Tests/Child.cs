using System.Diagnostics;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Child processes that do one thing and end.</summary>
internal static class Child
{
    /// <summary>Runs a program to its end, at most two minutes.</summary>
    public static async Task<(string Output, string Errors, int Code)> RunAsync(string program, IEnumerable<string> arguments, string? directory = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (await output, (await errors).Trim(), process.ExitCode);
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> DoAsync(string program, IEnumerable<string> arguments, string? directory = null)
    {
        var (output, errors, code) = await RunAsync(program, arguments, directory);
        Assert.True(code == 0, $"{program} ended with {code}: {output}{errors}");
        return output;
    }
}
