using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Vedette.Host.Benchmarks;

/// <summary>One prepared statement, without a journal.</summary>
internal sealed class IndexTablesOnSqlite(string file) : IIndexTables
{
    private const int RowsATransaction = 1_000_000;

    // The ids come in no order: the pages of their index are touched again and again and have to stay in memory.
    private const int CacheKilobytes = 3_000_000;

    private static readonly string[] Endings = ["", "-wal", "-shm"];

    public async Task RunAsync(
        string table, IReadOnlyDictionary<string, object> constants, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        // Without this the journal cannot be switched off: it waits for connections that wait for work.
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"pragma journal_mode=off; pragma synchronous=off; pragma locking_mode=exclusive; pragma cache_size=-{CacheKilobytes}", ct);
        await RowsAhead.ReadAsync(rows, chunks => InsertAsync(connection, table, constants, columns, chunks, ct), ct);
        await ExecuteAsync(connection, "pragma journal_mode=wal", ct);
    }

    public Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<long> BytesAsync(CancellationToken cancellation) =>
        Task.FromResult(Endings.Select(ending => new FileInfo(file + ending)).Where(part => part.Exists).Sum(part => part.Length));

    private static async Task InsertAsync(
        SqliteConnection connection,
        string table,
        IReadOnlyDictionary<string, object> constants,
        IReadOnlyList<string> columns,
        IAsyncEnumerable<List<object?[]>> chunks,
        CancellationToken cancellation)
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"""
            insert into {table} ({string.Join(',', columns.Concat(constants.Keys))})
            values ({string.Join(',', columns.Select((_, at) => $"${at}").Concat(constants.Values.Select(Literal)))})
            """;
        SqliteParameter[] places = [.. columns.Select((_, at) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"${at}" }))];
        var written = 0;
        await ExecuteAsync(connection, "begin", cancellation);
        await foreach (var chunk in chunks.WithCancellation(cancellation))
        {
            foreach (var row in chunk)
            {
                for (var at = 0; at < places.Length; at++)
                {
                    places[at].Value = row[at] is Guid id ? id.ToString("D") : row[at] ?? DBNull.Value;
                }

                _ = await insert.ExecuteNonQueryAsync(cancellation);
                if (++written % RowsATransaction == 0)
                {
                    await ExecuteAsync(connection, "commit; begin", cancellation);
                }
            }
        }

        await ExecuteAsync(connection, "commit", cancellation);
    }

    private static string Literal(object value) => value switch
    {
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        bool truth => truth ? "1" : "0",
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    };

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = await command.ExecuteNonQueryAsync(cancellation);
    }
}
