using Npgsql;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>An empty PostgreSQL database of its own, gone afterwards.</summary>
internal sealed class BenchDatabase
{
    private readonly string _server;
    private readonly string _name = $"vedette_bench_{Guid.CreateVersion7():N}";

    private BenchDatabase(string server) => _server = server;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    /// <param name="server">Connection string of a user who may create databases.</param>
    /// <param name="cancellation">Stops waiting for the server.</param>
    public static async Task<BenchDatabase> CreateAsync(string server, CancellationToken cancellation)
    {
        var database = new BenchDatabase(server);
        await database.ExecuteAsync($"create database {database._name}", cancellation);
        return database;
    }

    public Task DropAsync() => ExecuteAsync($"drop database {_name} with (force)", CancellationToken.None);

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var command = source.CreateCommand(sql);
        _ = await command.ExecuteNonQueryAsync(cancellation);
    }
}
