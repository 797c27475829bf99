using Vedette.Audit.Domain;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Audit.Tests.Storage;

/// <summary>An entry that was changed, removed or moved is named.</summary>
public sealed class ChainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "S-21")]
    public async Task A_log_nobody_touched_is_valid(Dialect dialect)
    {
        await using var log = await Log.StartAsync(dialect);
        Assert.Equal((0, null), Facts(await log.Check.RunAsync(Ct)));

        await log.FillAsync(5);
        await log.AppendAsync(Log.Action(6, detail: "zero \0, half a pair \uD800, übrig"));

        Assert.Equal((6, null), Facts(await log.Check.RunAsync(Ct)));
    }

    [Theory]
    [InlineData(Dialect.Sqlite, "update actions set detail = 'nothing' where sequence = 3", 3)]
    [InlineData(Dialect.Sqlite, "update actions set at = at + 1 where sequence = 1", 1)]
    [InlineData(Dialect.Sqlite, "update actions set actor = 'admin' where sequence = 5", 5)]
    [InlineData(Dialect.Sqlite, "update actions set target = id where sequence = 2", 2)]
    [InlineData(Dialect.Sqlite, "update actions set failed = 1 where sequence = 2", 2)]
    [InlineData(Dialect.Sqlite, "update actions set address = '10.0.0.9' where sequence = 4", 4)]
    [InlineData(Dialect.Sqlite, "update actions set form = 1 where sequence = 3", 3)]
    [InlineData(Dialect.Sqlite, "delete from actions where sequence = 4", 4)]
    [InlineData(Dialect.Sqlite, "delete from actions where sequence = 5", 5)]
    [InlineData(Dialect.Sqlite, "update actions set sequence = 9 where sequence = 2", 2)]
    [InlineData(Dialect.Postgres, "update actions set detail = 'nothing' where sequence = 3", 3)]
    [InlineData(Dialect.Postgres, "delete from actions where sequence = 5", 5)]
    public async Task An_entry_that_was_tampered_with_is_named(Dialect dialect, string forgery, int brokenAt)
    {
        await using var log = await Log.StartAsync(dialect);
        await log.FillAsync(5);

        await log.ForgeAsync(forgery);

        Assert.Equal((brokenAt - 1, brokenAt), Facts(await log.Check.RunAsync(Ct)));
    }

    [Theory]
    [InlineData(Dialect.Sqlite, "update actions set detail = 'nothing'")]
    [InlineData(Dialect.Sqlite, "delete from actions")]
    [InlineData(Dialect.Postgres, "update actions set detail = 'nothing'")]
    [InlineData(Dialect.Postgres, "delete from actions")]
    [InlineData(Dialect.Postgres, "truncate actions")]
    [Trait("Req", "S-22")]
    public async Task The_database_refuses_to_change_or_delete(Dialect dialect, string sql)
    {
        await using var log = await Log.StartAsync(dialect);
        await log.FillAsync(2);

        var refused = await Record.ExceptionAsync(() => log.Database.WriteAsync(unit => unit.ExecuteAsync(sql), Ct));

        Assert.Contains("append-only", Words(refused), StringComparison.Ordinal);
        Assert.Equal((2, null), Facts(await log.Check.RunAsync(Ct)));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task An_action_told_twice_is_one_entry_and_many_at_once_make_one_chain(Dialect dialect)
    {
        await using var log = await Log.StartAsync(dialect);
        var actions = Enumerable.Range(1, 20).Select(number => Log.Action(number)).ToList();

        await Task.WhenAll(actions.Concat(actions).Select(log.AppendAsync));

        Assert.Equal((20, null), Facts(await log.Check.RunAsync(Ct)));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_log_begun_before_entries_told_from_where_goes_on(Dialect dialect)
    {
        await using var log = await Log.StartAsync(dialect);
        var old = new Entry { Sequence = 1, Id = Guid.CreateVersion7(), At = Log.Noon, Action = "recording.played", Actor = "ann", Detail = "old", Form = 1, Hash = [] };
        old = old with { Hash = EntryChain.Hash(EntryChain.Start, old) };
        await log.Database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    "insert into actions (sequence, id, at, action, actor, detail, hash) values (@Sequence, @Id, @At, @Action, @Actor, @Detail, @Hash)",
                    old);
                _ = await unit.ExecuteAsync("insert into head (id, sequence, hash) values (1, 1, @Hash)", old);
            },
            Ct);

        await log.AppendAsync(Log.Action(2) with { Address = "10.0.0.7", Failed = true });

        Assert.Equal((2, null), Facts(await log.Check.RunAsync(Ct)));
    }

    [Fact]
    [Trait("Req", "S-21")]
    public async Task A_log_made_anew_as_a_whole_is_another_one()
    {
        var time = new ManualTime(Log.Noon);
        await using var log = await Log.StartAsync(time: time);
        await log.FillAsync(3);
        await NotedAsync(log, time, 1);
        Assert.Equal((3, null), Facts(await log.Check.RunAsync(Ct)));

        await log.ForgeAsync("delete from actions");
        await log.ForgeAsync("delete from head");
        await log.AppendAsync(Log.Action(1, detail: "nothing happened"));
        Assert.Equal((1, 2), Facts(await log.Check.RunAsync(Ct)));

        await log.AppendAsync(Log.Action(2, detail: "nothing happened"));
        await log.AppendAsync(Log.Action(3, detail: "nothing happened"));
        Assert.Equal((2, 3), Facts(await log.Check.RunAsync(Ct)));
    }

    [Fact]
    public async Task A_head_is_noted_once_and_the_next_one_when_there_is_one()
    {
        var time = new ManualTime(Log.Noon);
        await using var log = await Log.StartAsync(time: time);
        await log.FillAsync(2);
        await NotedAsync(log, time, 1);
        time.Advance(TimeSpan.FromHours(5));
        await log.FillAsync(1);
        await NotedAsync(log, time, 2);

        Assert.Equal([2, 3], (await log.Heads.ReadAsync(Ct)).Keys.Order());
    }

    // The keeper waits for its hour by the manual clock, then works by itself.
    private static async Task NotedAsync(Log log, ManualTime time, int heads)
    {
        for (var tries = 0; (await log.Heads.ReadAsync(Ct)).Count < heads; tries++)
        {
            Assert.True(tries < 600, "No head was noted.");
            time.Advance(TimeSpan.FromMinutes(20));
            await Task.Delay(20, Ct);
        }
    }

    private static (long Count, long? BrokenAt) Facts(Vedette.Audit.Storage.ChainVerdict verdict) => (verdict.Count, verdict.BrokenAt);

    private static string Words(Exception? fault) => fault is null ? "" : $"{fault.Message} {Words(fault.InnerException)}";
}
