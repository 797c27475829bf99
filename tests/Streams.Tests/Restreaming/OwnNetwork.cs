using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

/// <summary>
/// Runs a test once more in a process of its own, in a private network namespace: players that take datagrams listen on all addresses of the
/// machine, which here is nothing but a loopback.
/// </summary>
internal static class OwnNetwork
{
    private const string Mark = "VEDETTE_TEST_OWN_NETWORK";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Whether the caller is to do the work; if not, it was done elsewhere and went well.</summary>
    public static async Task<bool> IsHereAsync(Type tests, [CallerMemberName] string method = "")
    {
        if (Environment.GetEnvironmentVariable(Mark) == method)
        {
            return true;
        }

        string[] unshare = Environment.UserName == "root" ? ["-n"] : ["-r", "-n"];
        using var process = Process.Start(new ProcessStartInfo(
            "unshare", [.. unshare, "bash", "-c", "ip link set lo up && exec \"$@\"", "--", Environment.ProcessPath!, "-method", $"{tests.FullName}.{method}", "-showliveoutput"])
        {
            Environment = { [Mark] = method },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var (output, complaints) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            var said = await output + await complaints;
            Assert.True(process.ExitCode == 0, said);
            TestContext.Current.TestOutputHelper?.WriteLine(said);
            return false;
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
