using System.Diagnostics;

namespace Vedette.Recording.Tests.Rig;

/// <summary>Programs of the operating system.</summary>
internal static class Shell
{
    /// <summary>Runs one to its end.</summary>
    /// <returns>Its exit code; -1 when there is no such program.</returns>
    public static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    /// <summary>The first line a program prints.</summary>
    public static string Ask(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer.Split('\n')[0].Trim();
    }
}
