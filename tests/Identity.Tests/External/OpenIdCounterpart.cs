using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Vedette.Identity.Tests.External;

/// <summary>A third party's OpenID provider (npm oidc-provider). Can be killed and started again on the same port, with another key.</summary>
internal sealed class OpenIdCounterpart : IAsyncDisposable
{
    private Process? _process;

    public int Port { get; } = FreePort();

    public string Authority => $"http://127.0.0.1:{Port}";

    public async Task StartAsync(string redirectUri)
    {
        var folder = Path.Combine(Root(), "tests", "Identity.Tests", "External", "Counterpart");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Missing: the npm packages of tests/Identity.Tests/External/Counterpart.");
            Assert.Skip("Missing: the npm packages of tests/Identity.Tests/External/Counterpart (npm ci).");
        }

        _process = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "provider.mjs"), $"{Port}", redirectUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var deadline = DateTimeOffset.UtcNow.AddSeconds(60);
        while (!await AnswersAsync())
        {
            Assert.True(DateTimeOffset.UtcNow < deadline && !_process.HasExited, "The OpenID provider did not start.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Kill();
        }

        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
