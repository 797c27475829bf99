using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using Vedette.Foundation;

namespace Vedette.Platform.Storage.Postgres;

/// <summary>One schema of a PostgreSQL database, with a small connection pool of its own.</summary>
internal sealed class PostgresEngine : IStorageEngine
{
    private const int PatienceSeconds = 5;
    private const int MostConnections = 12;
    private readonly string _schema;
    private readonly NpgsqlDataSource _source;

    public PostgresEngine(string connectionString, string schema)
    {
        _schema = schema;
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema,
            ApplicationName = $"vedette-{schema}",
            Timeout = PatienceSeconds,
            MaxPoolSize = MostConnections,
            KeepAlive = 30,
        };
        settings.Options = $"{settings.Options} -c lock_timeout={PatienceSeconds}s".TrimStart();
        _source = NpgsqlDataSource.Create(settings);
    }

    public Dialect Dialect => Dialect.Postgres;

    public async Task<DbConnection> OpenAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public ValueTask CloseAsync(DbConnection connection) => connection.DisposeAsync();

    // Connections of ours keep nobody from a table.
    public ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    public async Task<WriteTurn> BeginWriteAsync(CancellationToken ct)
    {
        var connection = await _source.OpenConnectionAsync(ct);
        try
        {
            return new WriteTurn(this, await connection.BeginTransactionAsync(ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task PrepareMigrationAsync(DbTransaction transaction, CancellationToken ct) =>
        ExecuteAsync(transaction, $"select pg_advisory_xact_lock(hashtext('vedette.migrate.{_schema}')); create schema if not exists \"{_schema}\";", ct);

    public Task EnterOutboxAsync(DbTransaction transaction, CancellationToken ct) =>
        ExecuteAsync(transaction, $"select pg_advisory_xact_lock(hashtext('vedette.outbox.{_schema}'))", ct);

    public Exception? Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } broken =>
            new ConstraintViolationException(ConstraintKind.Unique, broken),
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } broken =>
            new ConstraintViolationException(ConstraintKind.Reference, broken),
        PostgresException { IsTransient: false } refused when !IsOutside(refused.SqlState) => null,
        NpgsqlException or SocketException or TimeoutException =>
            new FaultException(FaultKind.Storage, $"PostgreSQL cannot be used: {exception.Message}", isTransient: true, exception),
        _ => null,
    };

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // Wrong password, database missing, read-only standby, disk full, shutting down: somebody else has to act, the statement is right.
    private static bool IsOutside(string state) =>
        state.StartsWith("28", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57P", StringComparison.Ordinal)
        || state is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable;

    private static async Task ExecuteAsync(DbTransaction transaction, string sql, CancellationToken ct)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
