using System.Diagnostics;
using System.Text.Json;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>A crowd in its own process, all of whom have a picture.</summary>
internal sealed class CrowdProcess : IDisposable
{
    private readonly Process _process;

    private CrowdProcess(Process process) => _process = process;

    public static async Task<CrowdProcess> StartAsync(CrowdOrder order, CancellationToken cancellation)
    {
        var crowd = new CrowdProcess(BenchChild.Start(["bench", "live-viewers"]));
        try
        {
            await crowd.SayAsync(JsonSerializer.Serialize(order));
            return await crowd._process.StandardOutput.ReadLineAsync(cancellation) == "ready"
                ? crowd
                : throw new InvalidOperationException("The viewers could not watch; why is said above.");
        }
        catch
        {
            crowd.Dispose();
            throw;
        }
    }

    public Task BeginAsync() => SayAsync("");

    public async Task<CrowdSeen> EndAsync(CancellationToken cancellation)
    {
        await SayAsync("");
        return JsonSerializer.Deserialize<CrowdSeen>(await _process.StandardOutput.ReadToEndAsync(cancellation))!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(CancellationToken.None);
    }
}
