using Dapper;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Messaging;

/// <summary>Reads and prunes the outbox of a module on behalf of its consumers.</summary>
internal sealed class OutboxReader(ModuleDatabase source)
{
    public string Source => source.Module;

    public async Task<IReadOnlyList<OutboxEvent>> ReadAsync(long after, int limit, CancellationToken ct) => await source.ReadAsync(
        async connection => (await connection.QueryAsync<OutboxEvent>(new CommandDefinition(
            """
            select position, id, type, version, time, subject, actor, traceparent, data
            from outbox where position > @after order by position limit @limit
            """,
            new { after, limit },
            cancellationToken: ct))).AsList(),
        ct);

    /// <summary>The position of the last event; 0 when there never was one. Pruning always leaves it.</summary>
    public Task<long> LastPositionAsync(CancellationToken ct) => source.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(
            new CommandDefinition("select coalesce(max(position), 0) from outbox", cancellationToken: ct)),
        ct);

    /// <summary>
    /// Deletes events older than <paramref name="before"/> that every consumer has passed. The last event of each type about each subject
    /// stays, so that a module added years later still learns the present state.
    /// </summary>
    /// <param name="reached">How far the consumers of this process have come; those of other times and processes are remembered.</param>
    /// <param name="before">Younger events stay.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="type">Only events of this type, unless null.</param>
    public Task<int> PruneAsync(IReadOnlyDictionary<string, long> reached, DateTimeOffset before, CancellationToken ct, string? type = null) => source.WriteAsync(
        async unit =>
        {
            foreach (var (consumer, position) in reached)
            {
                await unit.ExecuteAsync(
                    """
                    insert into outbox_readers (consumer, position) values (@consumer, @position)
                    on conflict (consumer) do update set position = excluded.position
                    """,
                    new { consumer, position });
            }

            return await unit.ExecuteAsync(
                $"""
                delete from outbox
                where time < @before{(type is null ? "" : " and type = @type")}
                  and not exists (select 1 from outbox_readers reader where reader.position < outbox.position)
                  and exists (select 1 from outbox later
                              where later.subject = outbox.subject and later.type = outbox.type and later.position > outbox.position)
                """,
                new { before, type });
        },
        ct);
}
