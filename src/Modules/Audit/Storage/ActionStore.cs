using Vedette.Audit.Domain;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Audit.Storage;

/// <summary>Appends to the log. The same action told twice is one entry.</summary>
internal sealed class ActionStore(Database<AuditModule> database)
{
    public Task AppendAsync(ActionRecorded recorded, CancellationToken cancellation) =>
        database.WriteAsync(unit => AppendAsync(unit, recorded), cancellation);

    private static async Task AppendAsync(UnitOfWork unit, ActionRecorded recorded)
    {
        var head = await TakeHeadAsync(unit);
        if (await unit.QuerySingleOrDefaultAsync<long?>("select sequence from actions where id = @ActionId", new { recorded.ActionId }) is not null)
        {
            return;
        }

        var entry = new Entry
        {
            Sequence = head.Sequence + 1,
            Id = recorded.ActionId,
            At = UnixTime.FromUnixMicroseconds(recorded.At.ToUnixMicroseconds()),
            Action = Kept(recorded.Action),
            Actor = Kept(recorded.Actor),
            Target = recorded.Target,
            Detail = Kept(recorded.Detail),
            Form = EntryChain.Form,
            Address = recorded.Address is { } address ? Kept(address) : null,
            Failed = recorded.Failed,
            Hash = [],
        };
        entry = entry with { Hash = EntryChain.Hash(head.Hash, entry) };
        _ = await unit.ExecuteAsync(
            """
            insert into actions (sequence, id, at, action, actor, target, detail, hash, form, address, failed)
            values (@Sequence, @Id, @At, @Action, @Actor, @Target, @Detail, @Hash, @Form, @Address, @Failed)
            """,
            entry);
        _ = await unit.ExecuteAsync("update head set sequence = @Sequence, hash = @Hash where id = 1", new { entry.Sequence, entry.Hash });
    }

    /// <summary>Holds the head until the transaction ends, so that nobody else appends in between.</summary>
    private static async Task<HeadRow> TakeHeadAsync(UnitOfWork unit)
    {
        _ = await unit.ExecuteAsync("insert into head (id, sequence, hash) values (1, 0, @Start) on conflict do nothing", new { EntryChain.Start });
        _ = await unit.ExecuteAsync("update head set sequence = sequence where id = 1");
        return (await unit.QuerySingleOrDefaultAsync<HeadRow>(HeadRow.Select))!;
    }

    /// <summary>As both databases give it back: PostgreSQL keeps no zero characters, and neither keeps half a surrogate pair.</summary>
    private static string Kept(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal)));
}
