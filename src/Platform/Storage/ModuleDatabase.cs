using System.Data.Common;
using Vedette.Foundation;
using Vedette.Platform.Messaging;

namespace Vedette.Platform.Storage;

/// <summary>A module's database behind <see cref="Database{TModule}"/>, also used by the bus: migrates, opens, translates faults.</summary>
internal sealed class ModuleDatabase(string module, IStorageEngine engine, IReadOnlyList<Migration> migrations, Outbox outbox) : IAsyncDisposable
{
    private volatile string? _unreadyBecause = "The tables have not been set up yet.";

    public string Module => module;

    public Dialect Dialect => engine.Dialect;

    public Outbox Outbox => outbox;

    /// <summary>Why the database cannot be used yet, or <see langword="null"/> once its tables are as this program needs them.</summary>
    public string? UnreadyBecause => _unreadyBecause;

    /// <exception cref="FaultException">Not reachable (transient), or not a database this program may use (configuration).</exception>
    public async Task MigrateAsync(TimeProvider time, CancellationToken ct)
    {
        try
        {
            await using var turn = await engine.BeginWriteAsync(ct);
            await engine.PrepareMigrationAsync(turn.Transaction, ct);
            await Migrator.ApplyAsync(turn.Transaction, engine.Dialect, module, migrations, time.GetUtcNow(), ct);
            await turn.Transaction.CommitAsync(ct);
            _unreadyBecause = null;
        }
        catch (Exception failed) when (Translated(failed) is { } fault)
        {
            _unreadyBecause = fault.Message;
            throw fault;
        }
    }

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken ct)
    {
        RequireReady();
        try
        {
            var connection = await engine.OpenAsync(ct);
            try
            {
                return await work(connection);
            }
            finally
            {
                await engine.CloseAsync(connection);
            }
        }
        catch (Exception failed) when (Translated(failed) is { } fault)
        {
            throw fault;
        }
    }

    public async Task<T> WriteAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken ct)
    {
        RequireReady();
        try
        {
            await using var turn = await engine.BeginWriteAsync(ct);
            var unit = new UnitOfWork(turn.Transaction, outbox, ct);
            var result = await work(unit);
            await turn.Transaction.CommitAsync(ct);
            if (unit.HasEmitted)
            {
                outbox.Announce();
            }

            return result;
        }
        catch (Exception failed) when (Translated(failed) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>One cheap question to the database, for the readiness report.</summary>
    public Task<bool> ProbeAsync(CancellationToken ct) => ReadAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select 1";
            return await command.ExecuteScalarAsync(ct) is not null;
        },
        ct);

    public ValueTask ReleaseAsync() => engine.ReleaseAsync();

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private Exception? Translated(Exception exception) =>
        exception is FaultException or ConstraintViolationException or OperationCanceledException ? null : engine.Translate(exception);

    private void RequireReady()
    {
        if (_unreadyBecause is { } reason)
        {
            throw new FaultException(FaultKind.Storage, $"The database of {module} is not ready: {reason}", isTransient: true);
        }
    }
}
