using Dapper;
using Vedette.Platform.Storage;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Storage;

/// <summary>The roster in the database.</summary>
internal sealed class RosterStore(Database<RecordingModule> database)
{
    public Task SaveAsync(RosterCamera camera, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into cameras (id, name, wanted, removed, version, changed_at, changed_by)
                values (@Id, @Name, @Wanted, @Removed, @Version, @ChangedAt, @ChangedBy)
                on conflict (id) do update set
                    name = excluded.name, wanted = excluded.wanted, removed = excluded.removed, version = excluded.version,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                where excluded.version > cameras.version
                """,
                camera),
            cancellation);

    public Task<IReadOnlyList<RosterCamera>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RosterCamera>>(
            async connection => [.. await connection.QueryAsync<RosterCamera>(new CommandDefinition(
                """
                select id as Id, name as Name, wanted as Wanted, removed as Removed, version as Version,
                       changed_at as ChangedAt, changed_by as ChangedBy
                from cameras
                """,
                cancellationToken: cancellation))],
            cancellation);
}
