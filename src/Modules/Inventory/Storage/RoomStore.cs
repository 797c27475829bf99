using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

internal sealed class RoomStore(Database<InventoryModule> database)
{
    private const string Select = "select id, property_id, name from rooms";

    public async Task<Refusal?> AddAsync(Room room, Deed deed, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    _ = await unit.ExecuteAsync(
                        "insert into rooms (id, property_id, name, created_at) values (@Id, @PropertyId, @Name, @At)",
                        new { room.Id, room.PropertyId, room.Name, deed.At });
                    await unit.EmitAsync(new RoomAdded(room.Id, room.PropertyId, room.Name), deed.Actor);
                    await unit.EmitAsync(deed.Record("room-added", room.Id.Value, room.Name), deed.Actor);
                },
                cancellation);
            return null;
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Reference)
        {
            return Refusal.NoSuchProperty;
        }
    }

    public Task<Room?> FindAsync(RoomId id, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<Room>(
                new CommandDefinition($"{Select} where id = @id", new { id }, cancellationToken: cancellation)),
            cancellation);

    /// <summary>Rooms in the order they were added, from the one after <paramref name="after"/> on.</summary>
    public Task<IReadOnlyList<Room>> ListAsync(PropertyId? property, Guid? after, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Room>>(
            async connection =>
            {
                var conditions = new Conditions()
                    .When(property is not null, "property_id = @property")
                    .When(after is not null, "id > @after");
                var rows = await connection.QueryAsync<Room>(new CommandDefinition(
                    $"{Select} {conditions} order by id limit @count",
                    new { property, after, count },
                    cancellationToken: cancellation));
                return rows.AsList();
            },
            cancellation);

    public Task<Refusal?> RenameAsync(RoomId id, string name, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await unit.ExecuteAsync("update rooms set name = @name where id = @id", new { id, name }) == 0)
                {
                    return Refusal.NotFound;
                }

                await unit.EmitAsync(deed.Record("room-changed", id.Value, name), deed.Actor);
                return null;
            },
            cancellation);

    public async Task<Refusal?> RemoveAsync(RoomId id, Deed deed, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync<Refusal?>(
                async unit =>
                {
                    if (await unit.ExecuteAsync("delete from rooms where id = @id", new { id }) == 0)
                    {
                        return Refusal.NotFound;
                    }

                    await unit.EmitAsync(deed.Record("room-removed", id.Value, ""), deed.Actor);
                    return null;
                },
                cancellation);
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Reference)
        {
            return Refusal.NotEmpty;
        }
    }
}
