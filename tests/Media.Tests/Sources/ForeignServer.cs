using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Vedette.Media.Tests.Sources;

/// <summary>A third party's program that offers a stream on this machine; ended with the test.</summary>
internal sealed class ForeignServer : IAsyncDisposable
{
    private readonly Process _process;

    private ForeignServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts a program; <c>{port}</c> in its arguments becomes a free port.</summary>
    public static ForeignServer Start(string program, params string[] arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments.Select(argument => argument.Replace("{port}", $"{port}", StringComparison.Ordinal)))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new ForeignServer(process, port);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it listens: looked up in the system's table, because ffmpeg serves the first who connects and nobody else.</summary>
    public async Task ListeningAsync()
    {
        var entry = $":{Port:X4} 00000000:0000 0A";
        while (!(await File.ReadAllTextAsync("/proc/net/tcp", TestContext.Current.CancellationToken)).Contains(entry, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, "The server ended before it listened.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
