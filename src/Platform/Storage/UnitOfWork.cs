using System.Data.Common;
using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Messaging;

namespace Vedette.Platform.Storage;

/// <summary>One transaction on a module's database: rows and the events about them are committed together or not at all.</summary>
public sealed class UnitOfWork
{
    private readonly Outbox _outbox;
    private readonly CancellationToken _cancellation;

    internal UnitOfWork(DbTransaction transaction, Outbox outbox, CancellationToken cancellation) =>
        (Transaction, Connection, _outbox, _cancellation) = (transaction, transaction.Connection!, outbox, cancellation);

    /// <summary>The open connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>The open transaction.</summary>
    public DbTransaction Transaction { get; }

    internal bool HasEmitted { get; private set; }

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? args = null) => Connection.ExecuteAsync(Command(sql, args));

    /// <summary>Reads rows.</summary>
    /// <typeparam name="T">A record whose constructor parameters are the columns (snake_case allowed), or a single value.</typeparam>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await Connection.QueryAsync<T>(Command(sql, args))).AsList();

    /// <summary>Reads at most one row.</summary>
    /// <typeparam name="T">A record whose constructor parameters are the columns (snake_case allowed), or a single value.</typeparam>
    public Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? args = null) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, args));

    /// <summary>Emits an event with this transaction. It reaches the other modules after the commit.</summary>
    /// <param name="domainEvent">An event the module declared with <c>Emits</c>.</param>
    /// <param name="actor">Who caused it: <c>Caller.Actor</c>, or <c>system</c>.</param>
    public async Task EmitAsync(IDomainEvent domainEvent, string actor)
    {
        await _outbox.AppendAsync(this, domainEvent, actor);
        HasEmitted = true;
    }

    private CommandDefinition Command(string sql, object? args) =>
        new(sql, args, Transaction, cancellationToken: _cancellation);
}
