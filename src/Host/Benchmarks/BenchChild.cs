using System.Diagnostics;

namespace Vedette.Host.Benchmarks;

/// <summary>This program once more, for a part of a measurement whose cost must not be counted with another's.</summary>
internal static class BenchChild
{
    public static Process Start(IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
