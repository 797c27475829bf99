using System.Data.Common;
using Vedette.Foundation;
using Vedette.Platform.Hosting;

namespace Vedette.Platform.Storage;

/// <summary>The database of one module: nobody else reads or writes it. Both databases understand the module's one set of SQL.</summary>
/// <typeparam name="TModule">The module's door.</typeparam>
public sealed class Database<TModule>
    where TModule : IModule
{
    private readonly ModuleDatabase _database;

    internal Database(ModuleDatabase database) => _database = database;

    /// <summary>Which database it is, for the rare statement that differs.</summary>
    public Dialect Dialect => _database.Dialect;

    /// <summary>Reads with a connection of its own, outside any transaction.</summary>
    /// <exception cref="FaultException">The database is locked or cannot be reached (storage, transient; within about 5 s).</exception>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken ct) => _database.ReadAsync(work, ct);

    /// <summary>Runs <paramref name="work"/> in one transaction, committed when it returns and rolled back when it throws.</summary>
    /// <exception cref="FaultException">The database is locked or cannot be reached (storage, transient; within about 5 s).</exception>
    /// <exception cref="ConstraintViolationException">A statement broke a unique key or a reference.</exception>
    public Task<T> WriteAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken ct) => _database.WriteAsync(work, ct);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<UnitOfWork, Task> work, CancellationToken ct) =>
        _database.WriteAsync(
            async unit =>
            {
                await work(unit);
                return true;
            },
            ct);

    /// <summary>
    /// Lets go of the connections that wait for work, so that somebody else may have a SQLite file for themselves until the next question;
    /// those in use stay.
    /// </summary>
    public ValueTask ReleaseAsync() => _database.ReleaseAsync();
}
