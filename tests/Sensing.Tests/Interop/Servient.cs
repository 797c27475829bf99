using System.Diagnostics;

namespace Vedette.Sensing.Tests.Interop;

/// <summary>A thing written with Eclipse node-wot (npm), in a process of its own that ends with its input.</summary>
public sealed class Servient : IAsyncDisposable
{
    private readonly Process _process;

    private Servient(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>The URL of its description.</summary>
    public string Address { get; }

    public static async Task<Servient> StartAsync(string scheme)
    {
        var folder = Path.Combine(Root(), "tests", "Sensing.Tests", "Interop", "Counterpart");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@node-wot")))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Missing: the npm packages of tests/Sensing.Tests/Interop/Counterpart.");
            Assert.Skip("Missing: the npm packages of tests/Sensing.Tests/Interop/Counterpart (npm ci).");
        }

        var process = Process.Start(new ProcessStartInfo("node", ["servient.cjs", scheme])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginErrorReadLine();
        var address = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(120));
        Assert.False(string.IsNullOrEmpty(address), "The servient did not start.");
        return new Servient(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
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
