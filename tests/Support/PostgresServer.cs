using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Vedette.Support;

/// <summary>
/// A private PostgreSQL for this test process: Debian's binaries, a temporary cluster, loopback, nothing flushed. A server that runs
/// already is used when <c>VEDETTE_TEST_POSTGRES</c> holds its connection string.
/// </summary>
/// <remarks>The server hangs on a pipe held by this process: however the process ends, the shell in between notices and stops it.</remarks>
public sealed class PostgresServer
{
    public const string Variable = "VEDETTE_TEST_POSTGRES";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly Lazy<Task<PostgresServer>> Running = new(StartAsync);

    private readonly string _connectionString;

    // Held for its pipe: were it collected, the pipe would close and the server stop.
    private readonly Process? _shell;
    private int _databases;

    private PostgresServer(string connectionString, Process? shell) => (_connectionString, _shell) = (connectionString, shell);

    /// <summary>The one server of this process, started when first asked for.</summary>
    public static Task<PostgresServer> SharedAsync() => Running.Value;

    /// <summary>A new, empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken ct = default)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync(ct);
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ToString();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new PostgresServer(given, shell: null);
        }

        var binaries = Binaries();
        var folder = Directory.CreateTempSubdirectory("vedette-postgres-").FullName;
        var cluster = Path.Combine(folder, "cluster");
        var port = FreePort();
        // PostgreSQL refuses to run as root.
        var (owner, asOwner) = Environment.IsPrivilegedProcess
            ? ($"chown postgres '{folder}'", "setpriv --reuid=postgres --regid=postgres --clear-groups")
            : ("true", "");
        var script = $"""
            cd / && {owner} &&
            {asOwner} '{binaries}/initdb' --pgdata='{cluster}' --username=vedette --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null || exit 1
            {asOwner} '{binaries}/postgres' -D '{cluster}' -c listen_addresses=127.0.0.1 -c port={port.ToString(CultureInfo.InvariantCulture)} \
                -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=32MB \
                >'{folder}/log' 2>&1 &
            server=$!
            read -r _
            kill -QUIT $server
            wait $server
            rm -rf '{folder}'
            """;
        var shell = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, ArgumentList = { "-c", script } };
        var process = Process.Start(shell) ?? throw new InvalidOperationException("PostgreSQL could not be started.");
        var server = new PostgresServer($"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=vedette;Database=postgres", process);
        await server.WaitUntilReadyAsync();
        return server;
    }

    private static string Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
        && Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(Directory.Exists).Max() is { } found
            ? found
            : throw new InvalidOperationException("These tests need PostgreSQL: apt-get install postgresql, or set VEDETTE_TEST_POSTGRES.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false;Timeout=5");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException notYet)
            {
                if (_shell!.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                {
                    throw new InvalidOperationException("PostgreSQL did not start.", notYet);
                }

                await Task.Delay(100);
            }
        }
    }
}
