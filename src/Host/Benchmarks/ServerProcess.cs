using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Vedette.Host.Benchmarks;

/// <summary>The whole program as users run it, in a process and usually a folder of its own; both are gone when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly bool _isOurs;

    private ServerProcess(Process process, DirectoryInfo data, bool isOurs, int port, string password) =>
        (_process, _isOurs, Data, Address, Password) = (process, isOurs, data, new Uri($"http://127.0.0.1:{port}"), password);

    public DirectoryInfo Data { get; }

    public Uri Address { get; }

    /// <summary>The user <c>admin</c>'s.</summary>
    public string Password { get; }

    public int Id => _process.Id;

    /// <summary>What it uses.</summary>
    public ProcessTree Tree => new([_process.Id]);

    /// <param name="settings">Environment of the process beyond our own.</param>
    public static ServerProcess Start(params ReadOnlySpan<(string Name, string Value)> settings) =>
        Start(Directory.CreateTempSubdirectory("vedette-bench-"), isOurs: true, [], settings);

    /// <summary>On a folder that is there already and stays.</summary>
    public static ServerProcess StartOn(DirectoryInfo data, string? postgres, params IEnumerable<string> options) =>
        Start(data, isOurs: false, options, ("VEDETTE_POSTGRES", postgres ?? ""));

    private static ServerProcess Start(
        DirectoryInfo data, bool isOurs, IEnumerable<string> options, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var (port, password) = (FreePort(), Guid.NewGuid().ToString("N"));
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, ["run", "--data", data.FullName, "--port", port.ToString(CultureInfo.InvariantCulture), .. options])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["VEDETTE_ADMIN_PASSWORD"] = password;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value.Length > 0 ? value : null;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return new ServerProcess(process, data, isOurs, port, password);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public Task<ApiSession> SignInAsync(CancellationToken cancellation) => ApiSession.SignInAsync(Address, "admin", Password, cancellation);

    /// <summary>Tells it to stop, and waits until it has.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        const int Terminate = 15;
        _ = Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        if (_isOurs)
        {
            Data.Delete(recursive: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
