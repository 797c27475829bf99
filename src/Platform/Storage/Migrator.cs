using System.Data.Common;
using Dapper;
using Vedette.Foundation;

namespace Vedette.Platform.Storage;

/// <summary>Brings a database's tables to what this program needs. Forward only, all steps in one transaction.</summary>
internal static class Migrator
{
    private const string Ledger = """
        create table if not exists schema_migrations (
            owner text not null,
            number {integer} not null,
            name text not null,
            hash text not null,
            applied {instant} not null,
            primary key (owner, number))
        """;

    /// <exception cref="FaultException">The database was made by a newer program, or an applied step was changed.</exception>
    public static async Task ApplyAsync(
        DbTransaction transaction, Dialect dialect, string module, IReadOnlyList<Migration> migrations, DateTimeOffset now, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        CommandDefinition Command(string sql, object? args = null) => new(sql, args, transaction, cancellationToken: ct);

        await connection.ExecuteAsync(Command(SqlTypes.Resolve(Ledger, dialect)));
        var applied = (await connection.QueryAsync<Applied>(Command("select owner, number, name, hash from schema_migrations"))).AsList();
        foreach (var step in applied)
        {
            Check(step, module, migrations);
        }

        var done = applied.Select(step => (step.Owner, step.Number)).ToHashSet();
        foreach (var migration in migrations.Where(migration => !done.Contains((migration.Owner, migration.Number))))
        {
            if (applied.Any(step => step.Owner == migration.Owner && step.Number > migration.Number))
            {
                throw Refused(module, $"step {migration.Number:0000} of {migration.Owner} was skipped when later ones were applied");
            }

            await connection.ExecuteAsync(Command(SqlTypes.Resolve(migration.Sql, dialect)));
            await connection.ExecuteAsync(Command(
                "insert into schema_migrations (owner, number, name, hash, applied) values (@Owner, @Number, @Name, @Hash, @now)",
                new { migration.Owner, migration.Number, migration.Name, migration.Hash, now }));
        }
    }

    private static void Check(Applied step, string module, IReadOnlyList<Migration> migrations)
    {
        var known = migrations.FirstOrDefault(migration => migration.Owner == step.Owner && migration.Number == step.Number)
            ?? throw Refused(module, $"it was made by a newer program (step {step.Number:0000} '{step.Name}' is unknown here); start that program, or restore a backup");
        if (known.Hash != step.Hash)
        {
            throw Refused(module, $"step {step.Number:0000} '{step.Name}' of {step.Owner} is not the one that was applied; steps are never changed once released");
        }
    }

    private static FaultException Refused(string module, string why) =>
        new(FaultKind.Configuration, $"The database of {module} cannot be used: {why}.");

    private sealed record Applied(string Owner, int Number, string Name, string Hash);
}
