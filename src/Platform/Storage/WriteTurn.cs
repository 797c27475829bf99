using System.Data.Common;

namespace Vedette.Platform.Storage;

/// <summary>An open write transaction with what must be given back afterwards: the connection and, on SQLite, the writer's turn.</summary>
internal sealed class WriteTurn(IStorageEngine engine, DbTransaction transaction, Action? giveBack = null) : IAsyncDisposable
{
    private readonly DbConnection _connection = transaction.Connection!;

    public DbTransaction Transaction => transaction;

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Rolls back what was not committed.
            await transaction.DisposeAsync();
            await engine.CloseAsync(_connection);
        }
        finally
        {
            giveBack?.Invoke();
        }
    }
}
