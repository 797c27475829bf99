using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Vedette.Host.Benchmarks;

/// <summary>
/// A PostgreSQL of our own: Debian's binaries, a cluster in a temporary folder, loopback, flushing as in production, settings as Debian
/// leaves them but for a longer log between two checkpoints.
/// </summary>
/// <remarks>The server hangs on a pipe held by this process: however the process ends, the shell in between notices and stops it.</remarks>
internal sealed class IndexPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _shell;

    private IndexPostgres(string connectionString, Process shell) => (ConnectionString, _shell) = (connectionString, shell);

    public string ConnectionString { get; }

    public static async Task<IndexPostgres> StartAsync(string parent, CancellationToken cancellation)
    {
        var folder = Path.Combine(parent, $"vedette-bench-postgres-{Guid.NewGuid():N}");
        _ = Directory.CreateDirectory(folder);
        var port = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        // PostgreSQL refuses to run as root.
        var (owner, asOwner) = Environment.IsPrivilegedProcess
            ? ($"chown postgres '{folder}'", "setpriv --reuid=postgres --regid=postgres --clear-groups")
            : ("true", "");
        var script = $"""
            cd / && {owner} &&
            {asOwner} '{Binaries()}/initdb' --pgdata='{folder}/cluster' --username=vedette --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null || exit 1
            {asOwner} '{Binaries()}/postgres' -D '{folder}/cluster' -c listen_addresses=127.0.0.1 -c port={port} \
                -c unix_socket_directories= -c max_wal_size=4GB >'{folder}/log' 2>&1 &
            server=$!
            read -r _
            kill -INT $server
            wait $server
            rm -rf '{folder}'
            """;
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, ArgumentList = { "-c", script } };
        var shell = Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL could not be started.");
        var server = new IndexPostgres($"Host=127.0.0.1;Port={port};Username=vedette;Database=postgres", shell);
        await server.WaitUntilReadyAsync(cancellation);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync(CancellationToken.None);
        _shell.Dispose();
    }

    private static string Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
        && Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(Directory.Exists).Max() is { } found
            ? found
            : throw new InvalidOperationException("There is no PostgreSQL to start: apt-get install postgresql, or give --postgres.");

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=5");
                await connection.OpenAsync(cancellation);
                return;
            }
            catch (NpgsqlException) when (!_shell.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(100, cancellation);
            }
        }
    }
}
