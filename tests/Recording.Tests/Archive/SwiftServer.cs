using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

/// <summary>
/// OpenStack Swift with its S3 interface, on one disk: a store that checks signatures and knows uploads in parts whole. Takes
/// long to install, so that it is used where it is (Debian's swift-proxy, -account, -container, -object, memcached).
/// </summary>
internal sealed class SwiftServer : IAsyncDisposable
{
    public const string AccessKey = "test:tester";
    public const string SecretKey = "testing";

    private const string Pipeline = "catch_errors gatekeeper healthcheck cache bulk s3api tempauth copy slo dlo symlink versioned_writes proxy-server";

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly Dictionary<string, int> _ports = new[] { "account", "container", "object", "proxy", "memcached" }.ToDictionary(name => name, _ => S3Server.FreePort());

    public Uri Address => new($"http://127.0.0.1:{_ports["proxy"]}");

    public static async Task<SwiftServer> StartAsync()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/swift-proxy-server") && File.Exists("/usr/bin/swift-object-server") && File.Exists("/usr/bin/memcached"),
            "Missing: OpenStack Swift (swift-proxy, swift-account, swift-container, swift-object, memcached).");
        var server = new SwiftServer();
        await server.PrepareAsync();
        server.Run("/usr/bin/memcached", "-u", "nobody", "-l", "127.0.0.1", "-p", $"{server._ports["memcached"]}", "-m", "16");
        foreach (var part in new[] { "account", "container", "object", "proxy" })
        {
            server.Run($"/usr/bin/swift-{part}-server", server._folder.Combine($"{part}-server.conf"));
        }

        foreach (var (_, port) in server._ports)
        {
            await ListensAsync(port);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private static async Task ListensAsync(int port)
    {
        var deadline = DateTimeOffset.UtcNow.AddMinutes(2);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException) when (DateTimeOffset.UtcNow < deadline)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    private async Task PrepareAsync()
    {
        _ = Directory.CreateDirectory(_folder.Combine("devices/d1"));
        await WriteAsync("swift.conf", "[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n[storage-policy:0]\nname = Policy-0\ndefault = yes\n");
        foreach (var part in new[] { "account", "container", "object" })
        {
            await WriteAsync($"{part}-server.conf", $"{Defaults(part)}devices = {_folder.Combine("devices")}\nmount_check = false\ndisable_fallocate = true\n[pipeline:main]\npipeline = {part}-server\n[app:{part}-server]\nuse = egg:swift#{part}\n");
            var builder = _folder.Combine($"{part}.builder");
            await RunToEndAsync("/usr/bin/swift-ring-builder", builder, "create", "4", "1", "0");
            await RunToEndAsync("/usr/bin/swift-ring-builder", builder, "add", $"r1z1-127.0.0.1:{_ports[part]}/d1", "1");
            await RunToEndAsync("/usr/bin/swift-ring-builder", builder, "rebalance");
        }

        var filters = string.Concat(Pipeline.Split(' ').Where(filter => filter is not ("proxy-server" or "cache" or "s3api" or "tempauth" or "versioned_writes"))
            .Select(filter => $"[filter:{filter}]\nuse = egg:swift#{filter}\n"));
        await WriteAsync(
            "proxy-server.conf",
            $"""
            {Defaults("proxy")}[pipeline:main]
            pipeline = {Pipeline}
            [app:proxy-server]
            use = egg:swift#proxy
            account_autocreate = true
            {filters}[filter:cache]
            use = egg:swift#memcache
            memcache_servers = 127.0.0.1:{_ports["memcached"]}
            [filter:s3api]
            use = egg:swift#s3api
            location = us-east-1
            min_segment_size = 1
            [filter:tempauth]
            use = egg:swift#tempauth
            user_test_tester = {SecretKey} .admin
            [filter:versioned_writes]
            use = egg:swift#versioned_writes
            allow_versioned_writes = true
            allow_object_versioning = true

            """);
    }

    private string Defaults(string part) =>
        $"[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {_ports[part]}\nworkers = 0\nuser = {Environment.UserName}\nswift_dir = {_folder.Path}\n";

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(_folder.Combine(name), text, TestContext.Current.CancellationToken);

    private void Run(string program, params string[] arguments)
    {
        var process = Launch(program, arguments);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private static async Task RunToEndAsync(string program, params string[] arguments)
    {
        using var process = Launch(program, arguments);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // 1 is a warning.
        Assert.InRange(process.ExitCode, 0, 1);
    }

    private static Process Launch(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
