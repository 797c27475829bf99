using System.Diagnostics;
using System.Security.Cryptography;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>
/// The floor: nginx sends as many bytes at the same pace to as many viewers, from a file in the page cache. One process, sendfile, no log:
/// nothing a web server could leave out. It sends when it likes; pictures must leave when they come.
/// </summary>
internal sealed class NginxLive : ILiveServer, IDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const int Megabytes = 64;

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly int _port;

    private NginxLive(Process process, DirectoryInfo folder, int port) => (_process, _folder, _port) = (process, folder, port);

    public string Name => "nginx";

    public int Process => _process.Id;

    /// <summary>Null where nginx is not installed.</summary>
    /// <param name="rate">Bytes a second of the stream.</param>
    /// <param name="smallRate">Of the small one.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<NginxLive?> StartAsync(long rate, long smallRate, CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            return null;
        }

        var (folder, port) = (Directory.CreateTempSubdirectory("vedette-nginx-"), ServerProcess.FreePort());
        var bytes = new byte[1 << 20];
        await using (var file = File.Create(Path.Combine(folder.FullName, "stream")))
        {
            for (var written = 0; written < Megabytes; written++)
            {
                RandomNumberGenerator.Fill(bytes);
                await file.WriteAsync(bytes, cancellation);
            }
        }

        var settings = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(settings, Settings(folder.FullName, port, rate, smallRate), cancellation);
        var process = System.Diagnostics.Process.Start(new ProcessStartInfo(Program, ["-c", settings, "-p", folder.FullName, "-e", "/dev/null"]))!;
        var server = new NginxLive(process, folder, port);
        using var http = new HttpClient();
        while (!await IsUpAsync(http, port, cancellation))
        {
            await Task.Delay(50, cancellation);
        }

        return server;
    }

    public Task<CrowdOrder> OrderAsync(bool isSmall, int viewers, CancellationToken cancellation) =>
        Task.FromResult(new CrowdOrder(CrowdProtocol.File, new Uri($"http://127.0.0.1:{_port}/{(isSmall ? "small" : "stream")}"), viewers));

    /// <summary>CPU seconds for a gigabyte, as fast as one viewer takes it.</summary>
    public async Task<double> FullSpeedAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var measuring = ProcessMeter.MeasureAsync(Process, TimeSpan.FromSeconds(2), cancellation);
        long bytes = 0;
        var buffer = new byte[512 * 1024];
        while (!measuring.IsCompleted)
        {
            await using var file = await http.GetStreamAsync(new Uri($"http://127.0.0.1:{_port}/full"), cancellation);
            for (var read = 1; read > 0 && !measuring.IsCompleted; bytes += read)
            {
                read = await file.ReadAsync(buffer, cancellation);
            }
        }

        return (await measuring).CpuSeconds / (bytes / 1e9);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> IsUpAsync(HttpClient http, int port, CancellationToken cancellation)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/nothing"), cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static string Settings(string folder, int port, long rate, long smallRate) => $$"""
        daemon off; master_process off; user root; pid {{folder}}/pid; worker_rlimit_nofile 4096;
        events { worker_connections 4096; }
        http {
          access_log off; sendfile on; tcp_nodelay on; keepalive_timeout 60;
          server {
            listen 127.0.0.1:{{port}};
            location = /full { alias {{folder}}/stream; }
            location = /stream { alias {{folder}}/stream; limit_rate {{rate}}; }
            location = /small { alias {{folder}}/stream; limit_rate {{smallRate}}; }
          }
        }
        """;
}
