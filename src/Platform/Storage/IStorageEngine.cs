using System.Data.Common;

namespace Vedette.Platform.Storage;

/// <summary>What differs between SQLite and PostgreSQL for one module's database.</summary>
internal interface IStorageEngine : IAsyncDisposable
{
    Dialect Dialect { get; }

    /// <summary>An open connection that sees the module's tables by their bare names.</summary>
    Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>Takes a connection back from whoever opened it.</summary>
    ValueTask CloseAsync(DbConnection connection);

    /// <summary>Closes connections that are kept for the next one who asks, where they keep others from the file.</summary>
    ValueTask ReleaseAsync();

    /// <summary>A transaction that may write. Waits for its turn where the database has a single writer.</summary>
    Task<WriteTurn> BeginWriteAsync(CancellationToken ct);

    /// <summary>Makes the schema exist and keeps other processes from migrating it until the transaction ends.</summary>
    Task PrepareMigrationAsync(DbTransaction transaction, CancellationToken ct);

    /// <summary>Serializes emitters until their commit, so that positions become visible in order.</summary>
    Task EnterOutboxAsync(DbTransaction transaction, CancellationToken ct);

    /// <summary>The fault this exception means, or <see langword="null"/> when it is a bug of the caller.</summary>
    Exception? Translate(Exception exception);
}
