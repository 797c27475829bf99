using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;
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
                        """
                        insert into rooms (id, property_id, name, name_key, told, created_at)
                        values (@Id, @PropertyId, @Name, @key, @told, @At)
                        """,
                        new { room.Id, room.PropertyId, room.Name, key = Label.Key(room.Name), told = Telling.Shape, deed.At });
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

    /// <summary>Rooms within reach in the order they were added, from the one after <paramref name="after"/> on.</summary>
    public Task<IReadOnlyList<Room>> ListAsync(
        PropertyId? property, AccessReach reach, Guid? after, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Room>>(
            async connection =>
            {
                var scope = new Scope(reach);
                var conditions = new Conditions()
                    .And(scope.Rooms("property_id", "id"))
                    .When(property is not null, "property_id = @property")
                    .When(after is not null, "id > @after");
                var rows = await connection.QueryAsync<Room>(new CommandDefinition(
                    $"{Select} {conditions} order by id limit @count",
                    new { property, after, count, inProperties = scope.InProperties, inRooms = scope.InRooms },
                    cancellationToken: cancellation));
                return rows.AsList();
            },
            cancellation);

    public Task<Refusal?> RenameAsync(RoomId id, string name, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await LockAsync(unit, id) is not { } room)
                {
                    return Refusal.NotFound;
                }

                if (room.Name != name)
                {
                    await TellAsync(unit, room with { Name = name }, deed.Actor);
                    await unit.EmitAsync(deed.Record("room-changed", id.Value, $"{name}: name"), deed.Actor);
                }

                return null;
            },
            cancellation);

    /// <summary>
    /// Removes a room. Devices inside keep it from going, unless <paramref name="empties"/>: then they are in no room and switched off.
    /// </summary>
    public async Task<(Refusal? Refusal, Contents? Inside)> RemoveAsync(RoomId id, bool empties, Deed deed, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync<(Refusal?, Contents?)>(
                async unit =>
                {
                    if (await LockAsync(unit, id) is not { } room)
                    {
                        return (Refusal.NotFound, null);
                    }

                    var devices = await unit.QuerySingleOrDefaultAsync<int>("select count(*) from devices where room_id = @id", new { id });
                    if (devices > 0 && !empties)
                    {
                        return (null, new Contents(1, devices));
                    }

                    await RemoveAsync(unit, room, deed);
                    return (null, null);
                },
                cancellation);
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Reference)
        {
            // Somebody put a device into it in the meantime.
            return (Refusal.Stale, null);
        }
    }

    /// <summary>Empties a room and removes it.</summary>
    public static async Task RemoveAsync(UnitOfWork unit, Room room, Deed deed)
    {
        await DeviceStore.EmptyAsync(unit, room.Id, deed);
        _ = await unit.ExecuteAsync("delete from rooms where id = @Id", new { room.Id });
        await unit.EmitAsync(new RoomRemoved(room.Id, room.PropertyId), deed.Actor);
        await unit.EmitAsync(deed.Record("room-removed", room.Id.Value, room.Name), deed.Actor);
    }

    /// <summary>Reads a room and keeps it to this transaction.</summary>
    public static async Task<Room?> LockAsync(UnitOfWork unit, RoomId id) =>
        await unit.ExecuteAsync("update rooms set told = told where id = @id", new { id }) == 0
            ? null
            : await unit.QuerySingleOrDefaultAsync<Room>($"{Select} where id = @id", new { id });

    /// <summary>Writes a room's name and tells it.</summary>
    public static async Task TellAsync(UnitOfWork unit, Room room, string actor)
    {
        _ = await unit.ExecuteAsync(
            "update rooms set name = @Name, name_key = @key, told = @told where id = @Id",
            new { room.Id, room.Name, key = Label.Key(room.Name), told = Telling.Shape });
        await unit.EmitAsync(new RoomChanged(room.Id, room.PropertyId, room.Name), actor);
    }
}
