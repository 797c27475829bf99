using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

/// <summary>A third party's S3 server (npm s3rver) with one bucket. Can be killed and started again on the same port and folder.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "footage";
    private const string ObjectEnding = "._S3rver_object";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>The keys of all objects but the probe, and their sizes.</summary>
    public IReadOnlyDictionary<string, long> Objects
    {
        get
        {
            var root = Path.Combine(_folder.Path, Bucket);
            return Directory.GetFiles(root, "*" + ObjectEnding, SearchOption.AllDirectories)
                .Select(file => (Key: Path.GetRelativePath(root, file)[..^ObjectEnding.Length], new FileInfo(file).Length))
                .Where(found => !found.Key.EndsWith("vedette-probe", StringComparison.Ordinal))
                .ToDictionary(found => found.Key, found => found.Length);
        }
    }

    public string FileOf(string key) => Path.Combine(_folder.Path, Bucket, key + ObjectEnding);

    public static async Task<S3Server> StartAsync()
    {
        var server = new S3Server();
        await server.RestartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        var folder = Path.Combine(Root(), "tests", "Recording.Tests", "Archive", "Counterpart");
        var script = Path.Combine(folder, "node_modules", "s3rver", "bin", "s3rver.js");
        if (!File.Exists(script))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Missing: the npm packages of tests/Recording.Tests/Archive/Counterpart.");
            Assert.Skip("Missing: the npm packages of tests/Recording.Tests/Archive/Counterpart (npm ci).");
        }

        _process = Process.Start(new ProcessStartInfo(
            "node",
            [script, "-d", _folder.Path, "-a", "127.0.0.1", "-p", $"{_port}", "--silent", "--configure-bucket", Bucket])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var deadline = DateTimeOffset.UtcNow.AddSeconds(60);
        while (!await AnswersAsync())
        {
            Assert.True(DateTimeOffset.UtcNow < deadline && !_process.HasExited, "The S3 server did not start.");
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

        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    public static int FreePort()
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
            await client.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
