using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>The floor, compiled when it is needed and gone afterwards.</summary>
internal sealed class FloorProgram : IDisposable
{
    public const string Compiler = "cc";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vedette-bench-floor-");

    public FileInfo File => new(Path.Combine(_folder.FullName, "floor"));

    public static async Task<FloorProgram> CompileAsync(FileInfo source, CancellationToken cancellation)
    {
        var floor = new FloorProgram();
        var compiled = await Tool.RunAsync(Compiler, ["-O2", "-o", floor.File.FullName, source.FullName, "-lcrypto"], TimeSpan.FromMinutes(1), cancellation);
        if (compiled is { IsWell: true })
        {
            return floor;
        }

        floor.Dispose();
        throw new FaultException(FaultKind.ChildProcess, $"The floor could not be compiled from {source.FullName}: {compiled?.Errors ?? "cc did not end."} It needs Debian's gcc and libssl-dev, which './vedette bench record --vs floor' installs.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
