using System.Globalization;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>A PostgreSQL of this test's own, so that the test may stop it under the program's feet.</summary>
internal sealed class StoppablePostgres : IAsyncDisposable
{
    private readonly string _home;
    private readonly int _port;

    private StoppablePostgres(string home, int port) => (_home, _port) = (home, port);

    /// <summary>Where the programs are, or null when PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres";

    private static bool IsRoot => Environment.UserName == "root";

    public static async Task<StoppablePostgres> StartNewAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed on this machine.");
        var server = new StoppablePostgres(Workplace.Temporary("postgres"), VedetteProcess.FreePort());
        if (IsRoot)
        {
            // initdb refuses to work for root.
            await Child.DoAsync("chown", ["postgres", server._home]);
        }

        await server.RunAsync("initdb", "-A", "trust", "-U", "postgres", "-D", server.Data);
        await server.StartAsync();
        return server;
    }

    private string Data => Path.Combine(_home, "db");

    public Task StartAsync() => RunAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "30", "-l", Path.Combine(_home, "log"), "-o",
        $"-p {_port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");

    /// <summary>As a power cut of the database host would.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        Directory.Delete(_home, recursive: true);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        string[] command = ["env", $"HOME={_home}", "LC_ALL=C", Path.Combine(Programs!, program), .. arguments];
        string[] asPostgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command];
        var line = IsRoot ? asPostgres : command;

        // pg_ctl leaves the server behind with our pipes open: a file takes what it says.
        var log = Path.Combine(_home, "say-" + program);
        await Child.DoAsync("sh", ["-c", "exec \"$@\" >\"$0\" 2>&1", log, .. line], _home);
    }
}
