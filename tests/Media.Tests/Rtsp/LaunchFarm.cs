using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Mp4;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>
/// Cameras made of GStreamer's encoders and payloaders behind its RTSP server, for codecs the recorded clips do not have. The JPEG
/// pictures they send are files, to be compared with what arrives.
/// </summary>
public sealed class LaunchFarm : IAsyncLifetime
{
    private const string Server = """
        import sys, gi
        gi.require_version('Gst', '1.0'); gi.require_version('GstRtspServer', '1.0')
        from gi.repository import Gst, GstRtspServer, GLib
        Gst.init(None)
        server = GstRtspServer.RTSPServer(); server.set_address('127.0.0.1'); server.set_service(sys.argv[1])
        for mount in sys.argv[2:]:
            name, line = mount.split('=', 1)
            factory = GstRtspServer.RTSPMediaFactory(); factory.set_launch('( ' + line + ' )'); factory.set_shared(True)
            server.get_mount_points().add_factory('/' + name, factory)
        server.attach(None)
        print('ready', flush=True)
        GLib.MainLoop().run()
        """;

    private const string Maker = """
        import sys, gi
        gi.require_version('Gst', '1.0')
        from gi.repository import Gst
        Gst.init(None)
        pipeline = Gst.parse_launch(sys.argv[1])
        pipeline.set_state(Gst.State.PLAYING)
        pipeline.get_bus().timed_pop_filtered(30 * Gst.SECOND, Gst.MessageType.EOS | Gst.MessageType.ERROR)
        pipeline.set_state(Gst.State.NULL)
        """;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vedette-launch-");
    private readonly Dictionary<string, Watch> _watches = [];
    private readonly int _port = FreePort();
    private Process? _process;
    private string? _whyNot;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            _whyNot = "GStreamer's RTSP server needs /usr/bin/python3.";
            return;
        }

        await MakeAsync("jpeg420", "I420", 640, 360);
        await MakeAsync("jpeg422", "Y42B", 328, 248);
        await MakeAsync("jpeglarge", "I420", 2560, 1440);
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Server, $"{_port}", .. Mounts().Select(mount => $"{mount.Name}={mount.Line}")])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        if (await _process.StandardOutput.ReadLineAsync() != "ready")
        {
            _whyNot = "GStreamer's RTSP server does not start: it needs gir1.2-gst-rtsp-server-1.0 and GStreamer's plug-ins.";
            return;
        }

        var watches = await Task.WhenAll(Mounts().Select(mount => Watch.RunAsync(Endpoint(mount.Name), Watched)));
        foreach (var (mount, watch) in Mounts().Zip(watches))
        {
            _watches[mount.Name] = watch;
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
        _folder.Delete(recursive: true);
    }

    /// <summary>What arrived from a mount; the test is skipped when there are no cameras.</summary>
    internal Watch Of(string mount)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        return _watches[mount];
    }

    /// <summary>The JPEG files a mount sent, in order.</summary>
    internal IReadOnlyList<byte[]> Sent(string mount) => [.. _folder.GetFiles($"{mount}-*.jpg").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName))];

    private SourceEndpoint Endpoint(string mount) => new(new Uri($"rtsp://127.0.0.1:{_port}/{mount}"), null, null) { Transport = SourceTransport.Tcp };

    private IEnumerable<(string Name, string Line)> Mounts()
    {
        const string Aac = "audiotestsrc is-live=true samplesperbuffer=1024 ! audio/x-raw,rate=44100,channels=1 ! voaacenc ! aacparse !";
        const string Opus = "audiotestsrc is-live=true ! opusenc ! rtpopuspay name=pay1 pt=97";
        yield return ("jpeg420", $"{Jpeg("jpeg420")} {Opus}");
        yield return ("jpeg422", $"{Jpeg("jpeg422")} {Opus}");
        yield return ("jpeglarge", $"{Jpeg("jpeglarge")} {Opus}");
        yield return ("latm", $"{Jpeg("jpeg420")} {Aac} rtpmp4apay name=pay1 pt=97");
        yield return ("aac44", $"{Jpeg("jpeg420")} {Aac} rtpmp4gpay name=pay1 pt=97 mtu=100");
        yield return ("g726", $"{Jpeg("jpeg420")} audiotestsrc is-live=true ! audio/x-raw,rate=8000,channels=1 ! avenc_g726 bitrate=32000 ! rtpg726pay name=pay1 pt=98");
    }

    /// <summary>Plays the pictures <see cref="MakeAsync"/> made, again and again; the pace is the sound's beside it.</summary>
    private string Jpeg(string name) =>
        $"multifilesrc location={_folder.FullName}/{name}-%05d.jpg loop=true do-timestamp=true caps=image/jpeg,framerate=10/1 ! identity sleep-time=100000 ! jpegparse ! rtpjpegpay name=pay0 pt=26";

    /// <summary>Two seconds of JPEG files with the usual Huffman tables, the only ones RTP knows.</summary>
    private Task MakeAsync(string name, string pixels, int width, int height) => Tool.RunAsync(
        "/usr/bin/python3",
        "-c",
        Maker,
        $"videotestsrc num-buffers=20 pattern=ball ! video/x-raw,format={pixels},width={width},height={height},framerate=10/1 ! jpegenc ! multifilesink location={_folder.FullName}/{name}-%05d.jpg");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
