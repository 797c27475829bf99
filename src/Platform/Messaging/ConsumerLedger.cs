using Dapper;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Messaging;

/// <summary>What a consumer's own database remembers about one source: its position, what it handled out of turn, what it gave up.</summary>
internal sealed class ConsumerLedger(ModuleDatabase consumer, string source, TimeProvider time)
{
    private const int LongestError = 2000;

    public async Task<(long Position, HashSet<Guid> Inbox)> LoadAsync(CancellationToken ct) => await consumer.ReadAsync(
        async connection =>
        {
            var position = await connection.QuerySingleOrDefaultAsync<long?>(
                new CommandDefinition("select position from positions where source = @source", new { source }, cancellationToken: ct));
            var inbox = await connection.QueryAsync<Guid>(
                new CommandDefinition("select id from inbox where source = @source", new { source }, cancellationToken: ct));
            return (position ?? 0, inbox.ToHashSet());
        },
        ct);

    /// <summary>Remembers in one transaction what a round has done.</summary>
    /// <param name="position">Everything up to here is done.</param>
    /// <param name="outOfTurn">Done, but after an event that is not.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task SettleAsync(long position, IReadOnlyList<OutboxEvent> outOfTurn, CancellationToken ct) => consumer.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync(
                """
                insert into positions (source, position) values (@source, @position)
                on conflict (source) do update set position = excluded.position
                """,
                new { source, position });
            await unit.ExecuteAsync("delete from inbox where source = @source and position <= @position", new { source, position });
            foreach (var done in outOfTurn)
            {
                await unit.ExecuteAsync(
                    "insert into inbox (id, source, position) values (@Id, @source, @Position) on conflict (id) do nothing",
                    new { done.Id, source, done.Position });
            }

            return true;
        },
        ct);

    public Task SetAsideAsync(OutboxEvent poison, Exception error, int tries, CancellationToken ct) => consumer.WriteAsync(
        unit => unit.ExecuteAsync(
            """
            insert into poison (id, source, type, version, time, subject, actor, data, error, tries, set_aside)
            values (@Id, @source, @Type, @Version, @Time, @Subject, @Actor, @Data, @Error, @tries, @Now)
            on conflict (id) do update set error = excluded.error, tries = excluded.tries, set_aside = excluded.set_aside
            """,
            new
            {
                poison.Id,
                source,
                poison.Type,
                poison.Version,
                poison.Time,
                poison.Subject,
                poison.Actor,
                poison.Data,
                Error = error.ToString() is { Length: > LongestError } text ? text[..LongestError] : error.ToString(),
                tries,
                Now = time.GetUtcNow(),
            }),
        ct);
}
