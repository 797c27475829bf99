using System.Text.Json;
using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Streams.Domain;

namespace Vedette.Streams.Storage;

/// <summary>The walls people arranged.</summary>
internal sealed class LayoutStore(Database<StreamsModule> database)
{
    private const string Select =
        "select id as Id, name as Name, column_count as ColumnCount, tiles as Tiles, owner as Owner, shared as Shared, version as Version from layouts";

    /// <summary>False when its owner has <paramref name="most"/> already.</summary>
    public Task<bool> AddAsync(Layout layout, int most, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.QuerySingleOrDefaultAsync<int>("select count(*) from layouts where owner = @Owner", new { layout.Owner }) >= most)
                {
                    return false;
                }

                _ = await unit.ExecuteAsync(
                    """
                    insert into layouts (id, name, column_count, tiles, owner, shared, version)
                    values (@Id, @Name, @ColumnCount, @Tiles, @Owner, @Shared, @Version)
                    """,
                    Row.Of(layout));
                return true;
            },
            cancellation);

    public Task<Layout?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (await connection.QuerySingleOrDefaultAsync<Row>(
                new CommandDefinition($"{Select} where id = @id", new { id }, cancellationToken: cancellation)))?.ToLayout(),
            cancellation);

    /// <summary>The user's own and the shared ones, in the order they were made.</summary>
    public Task<IReadOnlyList<Layout>> ListAsync(UserId user, Guid after, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Layout>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    $"{Select} where (owner = @user or shared = @yes) and id > @after order by id limit @most",
                    new { user, yes = true, after, most },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToLayout())];
            },
            cancellation);

    /// <summary>False when it is no longer of the version before.</summary>
    public Task<bool> ReplaceAsync(Layout layout, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit => await unit.ExecuteAsync(
                """
                update layouts set name = @Name, column_count = @ColumnCount, tiles = @Tiles, shared = @Shared, version = @Version
                where id = @Id and version = @Version - 1
                """,
                Row.Of(layout)) > 0,
            cancellation);

    public Task DeleteAsync(Guid id, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.ExecuteAsync("delete from layouts where id = @id", new { id }), cancellation);

    /// <summary>Forgets what a user who is gone arranged, shared or not.</summary>
    public Task DeleteOfAsync(UserId owner, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.ExecuteAsync("delete from layouts where owner = @owner", new { owner }), cancellation);

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = "";

        public int ColumnCount { get; init; }

        public string Tiles { get; init; } = "[]";

        public UserId Owner { get; init; }

        public bool Shared { get; init; }

        public long Version { get; init; }

        public static Row Of(Layout layout) => new()
        {
            Id = layout.Id,
            Name = layout.Name,
            ColumnCount = layout.Columns,
            Tiles = JsonSerializer.Serialize(layout.Tiles, WireFormat.Exact),
            Owner = layout.Owner,
            Shared = layout.Shared,
            Version = layout.Version,
        };

        public Layout ToLayout() => new(
            Id, Name, ColumnCount, JsonSerializer.Deserialize<List<LayoutTile>>(Tiles, WireFormat.Exact) ?? [], Owner, Shared, Version);
    }
}
