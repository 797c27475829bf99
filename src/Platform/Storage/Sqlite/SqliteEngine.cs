using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Vedette.Foundation;

namespace Vedette.Platform.Storage.Sqlite;

/// <summary>One SQLite file: WAL, many readers, one writer.</summary>
/// <remarks>
/// Belongs here: the writer's turn. SQLite allows one write transaction at a time; queueing our own here means that "locked" can only come
/// from outside the process. And the open connections, kept here rather than by the driver, which would have them set up anew each time.
/// </remarks>
internal sealed class SqliteEngine(string path) : IStorageEngine
{
    private const int PatienceSeconds = 5;
    private const int ConstraintError = 19;

    // Each keeps up to 2 MB of pages.
    private const int MostIdle = 4;

    private static readonly HashSet<int> UniqueErrors = [1555, 2067, 2579];
    private static readonly HashSet<int> ReferenceErrors = [787, 1811];

    // Busy, locked, out of memory, read-only, I/O error, full, cannot open: the file or its disk, not the statement.
    private static readonly HashSet<int> OutsideErrors = [5, 6, 7, 8, 10, 13, 14];

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _keeping = new();
    private readonly Stack<SqliteConnection> _idle = new(MostIdle);
    private bool _disposed;
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = PatienceSeconds,
        Pooling = false,
    }.ToString();

    public Dialect Dialect => Dialect.Sqlite;

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        lock (_keeping)
        {
            if (_idle.TryPop(out var kept))
            {
                return kept;
            }
        }

        SqliteNative.Register();
        return await OpenConnectionAsync(ct);
    }

    public ValueTask CloseAsync(DbConnection connection)
    {
        lock (_keeping)
        {
            if (!_disposed && _idle.Count < MostIdle && connection is SqliteConnection { State: ConnectionState.Open } open)
            {
                _idle.Push(open);
                return ValueTask.CompletedTask;
            }
        }

        return connection.DisposeAsync();
    }

    public async Task<WriteTurn> BeginWriteAsync(CancellationToken ct)
    {
        if (!await _writer.WaitAsync(TimeSpan.FromSeconds(PatienceSeconds), ct))
        {
            throw new FaultException(FaultKind.Storage, "The database is busy with another write.", isTransient: true);
        }

        DbConnection? connection = null;
        try
        {
            connection = await OpenAsync(ct);
            // Not deferred: takes the write lock at once, so that a transaction never fails half way for want of it.
            return new WriteTurn(this, await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct), () => _writer.Release());
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            _writer.Release();
            throw;
        }
    }

    public Task PrepareMigrationAsync(DbTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    public Task EnterOutboxAsync(DbTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    public Exception? Translate(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: ConstraintError } broken when UniqueErrors.Contains(broken.SqliteExtendedErrorCode) =>
            new ConstraintViolationException(ConstraintKind.Unique, broken),
        SqliteException { SqliteErrorCode: ConstraintError } broken when ReferenceErrors.Contains(broken.SqliteExtendedErrorCode) =>
            new ConstraintViolationException(ConstraintKind.Reference, broken),
        SqliteException outside when OutsideErrors.Contains(outside.SqliteErrorCode) =>
            new FaultException(FaultKind.Storage, $"The database {Path.GetFileName(path)} cannot be used: {outside.Message}", isTransient: true, outside),
        _ => null,
    };

    public async ValueTask ReleaseAsync()
    {
        SqliteConnection[] kept;
        lock (_keeping)
        {
            kept = [.. _idle];
            _idle.Clear();
        }

        // The last one of a file to be closed checkpoints its write-ahead log.
        foreach (var connection in kept)
        {
            await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_keeping)
        {
            _disposed = true;
        }

        await ReleaseAsync();
        _writer.Dispose();
    }

    private async Task<DbConnection> OpenConnectionAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var settings = connection.CreateCommand();
            settings.CommandText = $"pragma busy_timeout = {PatienceSeconds * 1000}; pragma journal_mode = wal; pragma synchronous = normal;";
            await settings.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
