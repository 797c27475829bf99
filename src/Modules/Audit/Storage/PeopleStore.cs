using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Audit.Storage;

/// <summary>The names of users, so that the log can be read by people.</summary>
internal sealed class PeopleStore(Database<AuditModule> database)
{
    public Task PutAsync(UserId user, string name, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                "insert into people (id, name) values (@user, @name) on conflict (id) do update set name = excluded.name", new { user, name }),
            cancellation);

    /// <summary>The names that are known, by actor.</summary>
    public Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(
            async connection => (await connection.QueryAsync<(UserId Id, string Name)>(
                    new CommandDefinition("select id, name from people", cancellationToken: cancellation)))
                .ToDictionary(person => person.Id.ToString(), person => person.Name),
            cancellation);
}
