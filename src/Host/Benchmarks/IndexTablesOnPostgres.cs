using Npgsql;
using NpgsqlTypes;

namespace Vedette.Host.Benchmarks;

/// <summary>Binary COPY; the indexes of a table that is to become big are made anew afterwards, which is quicker than keeping them in step.</summary>
internal sealed class IndexTablesOnPostgres(string connectionString) : IIndexTables
{
    private const string Schema = "recording";

    public async Task RunAsync(
        string table, IReadOnlyDictionary<string, object> constants, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await ExecuteAsync(connection, "set maintenance_work_mem = '1GB'; set synchronous_commit = off", ct);
        var indexes = await IndexesAsync(connection, table, ct);
        await ExecuteAsync(connection, string.Join(';', indexes.Select(index => index.Drop)), ct);
        await RowsAhead.ReadAsync(rows, chunks => CopyAsync(connection, table, constants, columns, chunks, ct), ct);
        foreach (var (_, create) in indexes)
        {
            await ExecuteAsync(connection, create, ct);
        }
    }

    /// <summary>What autovacuum does after so many rows, and a checkpoint, so that measuring does not pay for filling.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await ExecuteAsync(connection, "vacuum (analyze)", cancellation);
        await ExecuteAsync(connection, "checkpoint", cancellation);
    }

    public async Task<long> BytesAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select cast(sum(pg_total_relation_size(c.oid)) as bigint) from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = '{Schema}' and relkind = 'r'", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyDictionary<string, object> constants,
        IReadOnlyList<string> columns,
        IAsyncEnumerable<List<object?[]>> chunks,
        CancellationToken cancellation)
    {
        List<object> same = [.. constants.Values];
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({string.Join(',', columns.Concat(constants.Keys))}) from stdin (format binary)", cancellation);
        copy.Timeout = TimeSpan.FromHours(2);
        await foreach (var chunk in chunks.WithCancellation(cancellation))
        {
            foreach (var row in chunk)
            {
                await copy.StartRowAsync(cancellation);
                foreach (var value in row.Concat(same))
                {
                    await WriteAsync(copy, value, cancellation);
                }
            }
        }

        _ = await copy.CompleteAsync(cancellation);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken cancellation) => value switch
    {
        null => copy.WriteNullAsync(cancellation),
        Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid, cancellation),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text, cancellation),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, cancellation),
        bool truth => copy.WriteAsync(truth, NpgsqlDbType.Boolean, cancellation),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellation),
        _ => throw new ArgumentException($"PostgreSQL takes no {value.GetType().Name}.", nameof(value)),
    };

    private static async Task<List<(string Drop, string Create)>> IndexesAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        var found = new List<(string, string)>();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), c.conname, pg_get_constraintdef(c.oid)
            from pg_index i left join pg_constraint c on c.conindid = i.indexrelid
            where i.indrelid = @table::regclass
            """;
        _ = command.Parameters.AddWithValue("table", table);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(await reader.IsDBNullAsync(2, cancellation)
                ? ($"drop index {reader.GetString(0)}", reader.GetString(1))
                : ($"alter table {table} drop constraint {reader.GetString(2)}", $"alter table {table} add constraint {reader.GetString(2)} {reader.GetString(3)}"));
        }

        return found;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, CommandTimeout = 0, Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        if (sql.Length > 0)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            _ = await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
