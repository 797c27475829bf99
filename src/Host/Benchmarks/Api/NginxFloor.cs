using System.Diagnostics;
using System.IO.Compression;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>What serving a file costs: nginx with the console's files, compressed beforehand.</summary>
internal sealed class NginxFloor : IAsyncDisposable
{
    public const string Name = "nginx";

    private readonly Process _process;

    private NginxFloor(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public ProcessTree Tree => new([_process.Id]);

    /// <param name="folder">Where it may keep its files.</param>
    /// <param name="web">The built console.</param>
    /// <param name="files">Which of its files, from its root.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    public static async Task<NginxFloor> StartAsync(DirectoryInfo folder, DirectoryInfo web, IEnumerable<string> files, CancellationToken cancellation)
    {
        var port = ServerProcess.FreePort();
        foreach (var name in files)
        {
            var file = new FileInfo(Path.Combine(folder.FullName, "root", name.TrimStart('/')));
            file.Directory!.Create();
            File.Copy(Path.Combine(web.FullName, name.TrimStart('/')), file.FullName);
            await using var plain = file.OpenRead();
            await using var packed = new GZipStream(File.Create(file.FullName + ".gz"), CompressionLevel.Optimal);
            await plain.CopyToAsync(packed, cancellation);
        }

        var settings = Path.Combine(folder.FullName, "nginx.conf");
        // As root it would become another user, who may not read the folder.
        var user = Environment.IsPrivilegedProcess ? "user root;" : "";
        await File.WriteAllTextAsync(
            settings,
            $$"""
            daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit; {{user}}
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; gzip_static on; etag on;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              types { text/html html; text/javascript js; text/css css; }
              server { listen 127.0.0.1:{{port}}; root root; index index.html; }
            }
            """,
            cancellation);
        var process = Process.Start(new ProcessStartInfo("nginx", ["-p", folder.FullName, "-c", settings, "-e", "stderr"]))!;
        var floor = new NginxFloor(process, new Uri($"http://127.0.0.1:{port}"));
        using var http = new HttpClient { BaseAddress = floor.Address };
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                using var reply = await http.GetAsync("/", cancellation);
                break;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
                await Task.Delay(100, cancellation);
            }
        }

        return floor;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
