using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>
/// Cameras that are not ours: GStreamer's RTSP server, all mounts watched at the same time. Where the rigs are not at hand
/// (VEDETTE_SHARED, or "shared" beside the repository), <see cref="WhyNot"/> says so.
/// </summary>
public abstract class CameraFarm(string authentication, string transport = "tcp", X509Certificate2? certificate = null) : IAsyncLifetime
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(8);

    private static readonly (string Name, string File)[] Mounts =
    [
        ("plain", "h264-1080p25-high-4m.mp4"),
        ("reordered", "h264-1080p25-bframes-aac.mp4"),
        ("aac", "h264-720p25-aac16k.mp4"),
        ("pcmu", "h264-720p25-pcmu.mkv"),
        ("pcma", "h264-720p25-pcma.mkv"),
        ("long", "h264-720p25-gop250.mp4"),
        ("h265", "h265-1080p25-2m.mp4"),
        ("h265-reordered", "h265-720p25-bframes-aac.mp4"),
    ];

    private readonly Dictionary<string, Watch> _watches = [];
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>The farm's RTSP port.</summary>
    public int Port => _port;

    /// <summary>Why there are no cameras, or null.</summary>
    public string? WhyNot { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Shared() is not { } shared)
        {
            WhyNot = "The camera farm is not at hand: set VEDETTE_SHARED to the folder with rigs and videos.";
            return;
        }

        _process = Start(shared);
        for (var line = ""; !line.StartsWith("ready", StringComparison.Ordinal);)
        {
            if (await _process.StandardOutput.ReadLineAsync() is not { } next)
            {
                WhyNot = "The camera farm does not start: it needs /usr/bin/python3 with GStreamer's RTSP server.";
                return;
            }

            line = next;
        }

        var names = Mounts.Select(mount => mount.Name).ToList();
        var watches = await Task.WhenAll(names.Select(name => Watch.RunAsync(Endpoint(name), Watched)));
        foreach (var (name, watch) in names.Zip(watches))
        {
            _watches[name] = watch;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Where a mount is, and as whom it may be watched.</summary>
    internal SourceEndpoint Endpoint(string mount)
    {
        var url = new Uri($"{(certificate is null ? "rtsp" : "rtsps")}://127.0.0.1:{_port}/{mount}");
        return new SourceEndpoint(url, "admin", "secret")
        {
            Trust = certificate is null ? ServerTrust.System : new ServerTrust(PinnedSha256: certificate.GetCertHashString(HashAlgorithmName.SHA256)),
        };
    }

    /// <summary>The file a mount plays.</summary>
    internal static string FileOf(string mount) => Path.Combine(Shared()!, "videos", "made", Mounts.Single(known => known.Name == mount).File);

    /// <summary>What arrived from a mount; the test is skipped when there are no cameras.</summary>
    internal Watch Of(string mount)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        return _watches[mount];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Shared()
    {
        var candidates = new List<string?> { Environment.GetEnvironmentVariable("VEDETTE_SHARED") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json")))
            {
                candidates.Add(Path.Combine(folder.Parent!.FullName, "shared"));
            }
        }

        return candidates.Find(path => path is not null && File.Exists(Path.Combine(path, "rigs", "camfarm.py")) && File.Exists("/usr/bin/python3"));
    }

    private Process Start(string shared)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        if (certificate is not null)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Rtsp", "tls_farm.py"));
            start.Environment["TLS_PEM"] = certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        }

        string[] options = [Path.Combine(shared, "rigs", "camfarm.py"), "--quiet", "--transport", transport, "--auth", authentication, "--port", $"{_port}"];
        foreach (var option in options.Concat(Mounts.SelectMany(mount => (string[])["--mount", $"{mount.Name}={Path.Combine(shared, "videos", "made", mount.File)}"])))
        {
            start.ArgumentList.Add(option);
        }

        return Process.Start(start)!;
    }
}

/// <summary>A farm that asks for Digest.</summary>
public sealed class DigestFarm() : CameraFarm("digest");

/// <summary>A farm that asks for Basic.</summary>
public sealed class BasicFarm() : CameraFarm("basic");

/// <summary>A farm that sends over UDP only.</summary>
public sealed class UdpFarm() : CameraFarm("none", "udp");

/// <summary>A farm that speaks RTSPS, with a certificate of its own.</summary>
public sealed class TlsFarm() : CameraFarm("digest", "tcp", TestCertificates.SelfSigned("farm"));
