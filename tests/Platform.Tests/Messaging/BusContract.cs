using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Messaging;

/// <summary>What every bus promises, whatever carries it and whatever stores it.</summary>
public abstract class BusContract(Dialect dialect)
{
    private static readonly ModuleEntry[] Modules = [ModuleEntry.Of<WritersModule>(), ModuleEntry.Of<ReadersModule>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_arrives_with_its_envelope()
    {
        var desk = new Desk();
        await using var host = await StartAsync(desk);
        var note = Guid.CreateVersion7();

        await WriteAsync(host, "hello", note);
        await desk.UntilAsync(seen => seen.Read.Count == 1);

        var (content, context) = desk.Read[0];
        Assert.Equal(new NoteWritten(note, "hello"), content);
        Assert.Equal("writers.note-written", context.Type);
        Assert.Equal(1, context.Version);
        Assert.Equal(note, context.Subject);
        Assert.Equal("tester", context.Actor);
        Assert.Equal(7, context.EventId.Version);
    }

    [Fact]
    public async Task Events_of_one_subject_arrive_in_order()
    {
        var desk = new Desk();
        await using var host = await StartAsync(desk);
        var subjects = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToArray();

        // Four writers at once: positions must become visible in the order of the commits.
        await Task.WhenAll(subjects.Select(async (subject, writer) =>
        {
            for (var i = 0; i < 50; i++)
            {
                await WriteAsync(host, $"{writer}-{i}", subject);
            }
        }));
        await desk.UntilAsync(seen => seen.Read.Count >= 200);

        foreach (var of in desk.Read.GroupBy(read => read.Context.Subject))
        {
            Assert.Equal(Enumerable.Range(0, 50), of.Select(read => int.Parse(read.Note.Title.Split('-')[1])));
        }
    }

    [Fact]
    public async Task What_was_rolled_back_is_never_said()
    {
        var desk = new Desk();
        await using var host = await StartAsync(desk);
        var database = host.Services.GetRequiredService<Database<WritersModule>>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(
            async unit =>
            {
                await unit.EmitAsync(new NoteWritten(Guid.CreateVersion7(), "never"), "tester");
                throw new InvalidOperationException("changed my mind");
            },
            Ct));
        await WriteAsync(host, "after");
        await desk.UntilAsync(seen => seen.Read.Count > 0);

        Assert.Equal(["after"], desk.Titles);
    }

    [Fact]
    public async Task An_event_that_fails_is_tried_again_and_holds_back_only_its_own_subject()
    {
        var desk = new Desk { Fails = (note, tries) => note.Title == "shaky" && tries < 3 ? new InvalidOperationException("not yet") : null };
        await using var host = await StartAsync(desk);
        var (shaky, steady) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await WriteAsync(host, "shaky", shaky);
        await WriteAsync(host, "after shaky", shaky);
        await WriteAsync(host, "steady", steady);
        await desk.UntilAsync(seen => seen.Read.Count == 3);

        Assert.Equal(["steady", "shaky", "after shaky"], desk.Titles);
        Assert.Equal(3, desk.Tries["shaky"]);
    }

    [Fact]
    public async Task A_poison_event_goes_aside_after_five_tries_and_the_rest_goes_on()
    {
        var time = new ManualTime();
        var desk = new Desk { Fails = (note, _) => note.Title == "poison" ? new InvalidOperationException("cannot read this") : null };
        await using var host = await StartAsync(desk, time);
        var subject = Guid.CreateVersion7();

        await WriteAsync(host, "poison", subject);
        await WriteAsync(host, "after", subject);
        await desk.UntilAsync(seen => seen.Read.Count == 1, () => time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(["after"], desk.Titles);
        Assert.Equal(5, desk.Tries["poison"]);
        var readers = host.Services.GetRequiredService<ModuleDatabases>().Of("readers");
        var aside = await readers.ReadAsync(
            connection => connection.QuerySingleAsync<(string Data, string Error, int Tries)>("select data, error, tries from poison"), Ct);
        Assert.Contains("poison", aside.Data, StringComparison.Ordinal);
        Assert.Contains("cannot read this", aside.Error, StringComparison.Ordinal);
        Assert.Equal(5, aside.Tries);
    }

    [Fact]
    public async Task A_database_that_is_away_poisons_nothing()
    {
        var time = new ManualTime();
        var desk = new Desk
        {
            Fails = (_, tries) => tries <= 8 ? new FaultException(FaultKind.Storage, "away", isTransient: true) : null,
        };
        await using var host = await StartAsync(desk, time);

        await WriteAsync(host, "patient");
        await desk.UntilAsync(seen => seen.Read.Count == 1, () => time.Advance(TimeSpan.FromSeconds(5)));

        Assert.Equal(9, desk.Tries["patient"]);
    }

    [Fact]
    public async Task Positions_survive_a_restart_and_nothing_is_lost_or_repeated()
    {
        using var folder = new TemporaryFolder();
        var connection = await ConnectionAsync();
        var first = new Desk();
        await using (var host = await StartAsync(first, folder: folder, connection: connection))
        {
            await WriteAsync(host, "one");
            await first.UntilAsync(seen => seen.Read.Count == 1);
        }

        // Emitted while nobody listens.
        await using (var host = await ModuleHost.StartAsync([Modules[0]], adjust: At(folder, connection)))
        {
            await WriteAsync(host, "two");
        }

        var second = new Desk();
        await using (var host = await StartAsync(second, folder: folder, connection: connection))
        {
            await WriteAsync(host, "three");
            await second.UntilAsync(seen => seen.Read.Count == 2);
            Assert.Equal(["two", "three"], second.Titles);
        }
    }

    [Fact]
    public async Task An_event_handled_out_of_turn_is_not_repeated_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var connection = await ConnectionAsync();
        var first = new Desk { Fails = (note, _) => note.Title == "stuck" ? new InvalidOperationException("no") : null };
        await using (var host = await StartAsync(first, new ManualTime(), folder, connection))
        {
            await WriteAsync(host, "stuck");
            await WriteAsync(host, "passes");
            await first.UntilAsync(seen => seen.Titles.Contains("passes"));
        }

        var second = new Desk();
        await using (var host = await StartAsync(second, folder: folder, connection: connection))
        {
            await second.UntilAsync(seen => seen.Read.Count > 0);
            await WriteAsync(host, "later");
            await second.UntilAsync(seen => seen.Titles.Contains("later"));
        }

        Assert.Equal(["stuck", "later"], second.Titles);
    }

    [Fact]
    public async Task An_undeclared_event_is_refused()
    {
        await using var host = await StartAsync(new Desk());
        var database = host.Services.GetRequiredService<Database<ReadersModule>>();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.WriteAsync(unit => unit.EmitAsync(new NoteWritten(Guid.CreateVersion7(), "x"), "tester"), Ct));

        Assert.Contains("Emits<NoteWritten>", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pruning_keeps_what_somebody_has_not_read_and_the_last_of_each_subject()
    {
        var desk = new Desk();
        await using var host = await StartAsync(desk);
        var subject = Guid.CreateVersion7();
        for (var i = 0; i < 4; i++)
        {
            await WriteAsync(host, $"{i}", subject);
        }

        await desk.UntilAsync(seen => seen.Read.Count == 4);
        var outbox = new OutboxReader(host.Services.GetRequiredService<ModuleDatabases>().Of("writers"));
        var future = TimeProvider.System.GetUtcNow().AddDays(1);
        var positions = (await outbox.ReadAsync(0, 10, Ct)).Select(one => one.Position).ToArray();

        Assert.Equal(0, await outbox.PruneAsync(new Dictionary<string, long> { ["readers"] = positions[3] }, future.AddDays(-3), Ct));
        Assert.Equal(0, await outbox.PruneAsync(new Dictionary<string, long> { ["readers"] = positions[3] }, future, Ct, "writers.other"));
        Assert.Equal(2, await outbox.PruneAsync(new Dictionary<string, long> { ["readers"] = positions[1] }, future, Ct, "writers.note-written"));
        Assert.Equal(1, await outbox.PruneAsync(new Dictionary<string, long> { ["readers"] = positions[3] }, future, Ct));
        // A module that listened once and is switched off now still counts.
        Assert.Equal([positions[3]], (await outbox.ReadAsync(0, 10, Ct)).Select(one => one.Position));
    }

    private static Task<Guid> WriteAsync(ModuleHost host, string title, Guid? subject = null) =>
        WritersModule.WriteAsync(host.Services.GetRequiredService<Database<WritersModule>>(), title, subject ?? Guid.CreateVersion7(), "tester", Ct);

    private static Func<VedetteOptions, VedetteOptions> At(TemporaryFolder? folder, string? connection) => options => options with
    {
        DataDirectory = folder?.Path ?? options.DataDirectory,
        PostgresConnectionString = connection ?? options.PostgresConnectionString,
    };

    private async Task<string?> ConnectionAsync() =>
        dialect == Dialect.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(Ct) : null;

    private Task<ModuleHost> StartAsync(Desk desk, TimeProvider? time = null, TemporaryFolder? folder = null, string? connection = null) =>
        ModuleHost.StartAsync(
            Modules, connection is null ? dialect : Dialect.Sqlite, time, At(folder, connection), services => services.AddSingleton(desk));
}
