using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Storage;

/// <summary>What a module may rely on, whichever database it is.</summary>
public abstract class DatabaseContract(Dialect dialect)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_went()
    {
        await using var host = await StartAsync();
        var database = Of(host);
        var note = new Note(
            Guid.CreateVersion7(), CameraId.New(), "ätsch 📷 '; --", new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(1)).AddMicroseconds(7),
            TimeSpan.FromMicroseconds(90_061_000_001), true, 0.1, [0, 255, 7]);

        await database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into notes (id, camera, title, written, took, done, score, picture)
                values (@Id, @Camera, @Title, @Written, @Took, @Done, @Score, @Picture)
                """,
                note),
            Ct);
        var back = await database.ReadAsync(connection => connection.QuerySingleAsync<Note>("select * from notes"), Ct);

        Assert.Equal(note with { Picture = back.Picture }, back);
        Assert.Equal(note.Picture, back.Picture);
        Assert.Equal(TimeSpan.Zero, back.Written.Offset);
    }

    [Fact]
    public async Task Nothing_is_a_value_too()
    {
        await using var host = await StartAsync();
        var note = await AddAsync(Of(host), "empty");
        var back = await Of(host).WriteAsync(unit => unit.QuerySingleOrDefaultAsync<Note>("select * from notes where id = @note", new { note }), Ct);
        Assert.Null(back!.Camera);
        Assert.Null(back.Picture);
        Assert.Null(await Of(host).WriteAsync(unit => unit.QuerySingleOrDefaultAsync<Note>("select * from notes where title = 'none'"), Ct));
    }

    [Fact]
    public async Task Rows_are_found_by_a_list_of_ids()
    {
        await using var host = await StartAsync();
        var cameras = new[] { CameraId.New(), CameraId.New(), CameraId.New() };
        foreach (var camera in cameras)
        {
            await AddAsync(Of(host), camera.ToString(), camera);
        }

        var wanted = cameras[..2];
        var found = await Of(host).WriteAsync(
            unit => unit.QueryAsync<CameraId>("select camera from notes where camera in @wanted order by title", new { wanted = UuidSet.Of(wanted) }), Ct);
        Assert.Equal(wanted.Order(Comparer<CameraId>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()))), found);
        var none = await Of(host).ReadAsync(
            connection => connection.QueryAsync<Guid>("select id from notes where camera in @none", new { none = UuidSet.Of<CameraId>([]) }), Ct);
        Assert.Empty(none);
    }

    [Fact]
    public async Task Numbers_are_counted_into_any_type()
    {
        await using var host = await StartAsync();
        await AddAsync(Of(host), "one");
        await AddAsync(Of(host), "two");
        var counts = await Of(host).ReadAsync(
            connection => connection.QuerySingleAsync<Counts>("select count(*) as all_notes, count(*) as as_long, max(took) as longest, count(*) > 1 as many from notes"),
            Ct);
        Assert.Equal(new Counts(2, 2, TimeSpan.FromSeconds(1), true), counts);
        Assert.Equal(2, await Of(host).ReadAsync(connection => connection.ExecuteScalarAsync<int>("select count(*) from notes"), Ct));
    }

    [Fact]
    public async Task An_upsert_reads_the_same_on_both()
    {
        await using var host = await StartAsync();
        var id = await AddAsync(Of(host), "before");
        await Of(host).WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into notes (id, title, written, took, done, score) values (@id, 'after', 0, 0, @done, 1)
                on conflict (id) do update set title = excluded.title
                """,
                new { id, done = false }),
            Ct);
        Assert.Equal("after", await Of(host).ReadAsync(connection => connection.QuerySingleAsync<string>("select title from notes"), Ct));
    }

    [Fact]
    public async Task A_broken_rule_is_the_same_exception_and_rolls_back()
    {
        await using var host = await StartAsync();
        var database = Of(host);
        await AddAsync(database, "taken");

        var twice = await Assert.ThrowsAsync<ConstraintViolationException>(async () => await AddAsync(database, "taken"));
        Assert.Equal(ConstraintKind.Unique, twice.Kind);

        var lost = await Assert.ThrowsAsync<ConstraintViolationException>(() => database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("delete from notes");
                await unit.ExecuteAsync("insert into remarks (note, text) values (@id, 'about nothing')", new { id = Guid.CreateVersion7() });
            },
            Ct));
        Assert.Equal(ConstraintKind.Reference, lost.Kind);
        Assert.Equal(1, await CountAsync(database));
    }

    [Fact]
    public async Task Many_writers_at_once_all_get_their_turn()
    {
        await using var host = await StartAsync();
        var database = Of(host);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            for (var i = 0; i < 10; i++)
            {
                await AddAsync(database, $"{writer}-{i}");
            }
        }));
        Assert.Equal(160, await CountAsync(database));
    }

    [Fact]
    public async Task Rows_survive_a_restart_and_steps_are_applied_once()
    {
        using var folder = new TemporaryFolder();
        var connection = await ConnectionAsync();
        await using (var host = await StartAsync(folder, connection))
        {
            await AddAsync(Of(host), "kept");
        }

        await using (var host = await StartAsync(folder, connection))
        {
            Assert.Equal(1, await CountAsync(Of(host)));
            var steps = await Of(host).ReadAsync(
                open => open.QueryAsync<string>("select owner || ' ' || name from schema_migrations order by owner, number"), Ct);
            Assert.Equal(["platform messaging", "writers notes", "writers order"], steps);
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        var connection = await ConnectionAsync();
        await ChangeLedgerAsync(folder, connection, "insert into schema_migrations (owner, number, name, hash, applied) values ('writers', 99, 'future', 'x', 0)");

        var refused = await Assert.ThrowsAsync<FaultException>(() => StartAsync(folder, connection));
        Assert.Equal(FaultKind.Configuration, refused.Kind);
        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_step_is_refused()
    {
        using var folder = new TemporaryFolder();
        var connection = await ConnectionAsync();
        await ChangeLedgerAsync(folder, connection, "update schema_migrations set hash = 'other' where owner = 'writers' and number = 1");

        var refused = await Assert.ThrowsAsync<FaultException>(() => StartAsync(folder, connection));
        Assert.Contains("is not the one that was applied", refused.Message, StringComparison.Ordinal);
    }

    private static Database<WritersModule> Of(ModuleHost host) => host.Services.GetRequiredService<Database<WritersModule>>();

    private static Task<Guid> AddAsync(Database<WritersModule> database, string title, CameraId? camera = null) => database.WriteAsync(
        async unit =>
        {
            var id = Guid.CreateVersion7();
            await unit.ExecuteAsync(
                "insert into notes (id, camera, title, written, took, done, score) values (@id, @camera, @title, @written, @took, @done, 1)",
                new { id, camera, title, written = DateTimeOffset.UnixEpoch, took = TimeSpan.FromSeconds(1), done = false });
            return id;
        },
        Ct);

    private static Task<int> CountAsync(Database<WritersModule> database) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<int>("select count(*) from notes"), Ct);

    private async Task ChangeLedgerAsync(TemporaryFolder folder, string? connection, string sql)
    {
        await using var host = await StartAsync(folder, connection);
        await Of(host).WriteAsync(unit => unit.ExecuteAsync(sql), Ct);
    }

    private async Task<string?> ConnectionAsync() =>
        dialect == Dialect.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(Ct) : null;

    private Task<ModuleHost> StartAsync(TemporaryFolder? folder = null, string? connection = null) => ModuleHost.StartAsync(
        [ModuleEntry.Of<WritersModule>()],
        folder is null ? dialect : Dialect.Sqlite,
        adjust: options => options with
        {
            DataDirectory = folder?.Path ?? options.DataDirectory,
            PostgresConnectionString = connection ?? options.PostgresConnectionString,
        });

    private sealed record Note(
        Guid Id, CameraId? Camera, string Title, DateTimeOffset Written, TimeSpan Took, bool Done, double Score, byte[]? Picture);

    private sealed record Counts(int AllNotes, long AsLong, TimeSpan Longest, bool Many);
}
