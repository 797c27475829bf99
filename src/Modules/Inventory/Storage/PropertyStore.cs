using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

internal sealed class PropertyStore(Database<InventoryModule> database)
{
    private static readonly Dictionary<string, string> Orders = new()
    {
        ["name"] = "coalesce(p.name_key, '')",
        ["address"] = "coalesce(p.address_key, '')",
    };

    public static IReadOnlyCollection<string> SortKeys => Orders.Keys;

    public Task<Refusal?> AddAsync(Property property, Deed deed, CancellationToken cancellation) =>
        UniqueAsync(
            async unit =>
            {
                if (!await MayOwnAsync(unit, property.OwnerId))
                {
                    return Refusal.NoSuchOwner;
                }

                _ = await unit.ExecuteAsync(
                    """
                    insert into properties (id, name, name_key, address, address_key, time_zone, external, owner_id, version, told, created_at)
                    values (@Id, @Name, @NameKey, @Address, @AddressKey, @TimeZone, @External, @OwnerId, @Version, @told, @At)
                    """,
                    Arguments(property, deed));
                await unit.EmitAsync(Added(property), deed.Actor);
                await unit.EmitAsync(deed.Record("property-added", property.Id.Value, property.Name), deed.Actor);
                return null;
            },
            cancellation);

    /// <summary>The property with what the reader sees of it; null when that is nothing.</summary>
    public async Task<PropertyEntry?> FindAsync(PropertyId id, AccessReach reach, CancellationToken cancellation) =>
        await database.ReadAsync(
            async connection =>
            {
                var scope = new Scope(reach);
                var conditions = new Conditions().And("p.id = @id").And(scope.Properties("p.id"));
                var row = await connection.QuerySingleOrDefaultAsync<PropertyRow>(new CommandDefinition(
                    $"{Select(scope, "''")} {conditions}",
                    new { id, inProperties = scope.InProperties, inRooms = scope.InRooms },
                    cancellationToken: cancellation));
                return row?.ToEntry();
            },
            cancellation);

    /// <summary>A page of the properties within reach, whole or in part.</summary>
    public Task<IReadOnlyList<PropertyEntry>> ListAsync(
        PropertyFilter filter, AccessReach reach, Sorting sorting, ListStart? start, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<PropertyEntry>>(
            async connection =>
            {
                var (scope, order) = (new Scope(reach), Keyset.Of(sorting, Orders, "p.id"));
                var pattern = SearchPattern.Of(filter.Search);
                var conditions = new Conditions()
                    .And(scope.Properties("p.id"))
                    .When(filter.OwnerId is not null, "p.owner_id = @owner")
                    .When(pattern is not null, @"(p.name_key like @pattern escape '\' or p.address_key like @pattern escape '\')")
                    .When(start is not null, order.After);
                var rows = await connection.QueryAsync<PropertyRow>(new CommandDefinition(
                    $"{Select(scope, order.Value)} {conditions} {order.By} limit @count",
                    new
                    {
                        owner = filter.OwnerId,
                        pattern,
                        inProperties = scope.InProperties,
                        inRooms = scope.InRooms,
                        afterKey = start?.Key,
                        afterId = start?.Id,
                        count,
                    },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToEntry())];
            },
            cancellation);

    /// <summary>Changes a property by <paramref name="decide"/>, alone among all changes of it. A change that changes nothing tells nobody.</summary>
    public Task<Refusal?> ChangeAsync(
        PropertyId id, long? expectedVersion, Func<Property, Property> decide, Deed deed, CancellationToken cancellation) =>
        UniqueAsync(
            async unit =>
            {
                if (await LockAsync(unit, id) is not { } before)
                {
                    return Refusal.NotFound;
                }

                if (expectedVersion is not null && expectedVersion != before.Version)
                {
                    return Refusal.Stale;
                }

                var wanted = decide(before);
                return wanted == before ? null
                    : wanted.OwnerId != before.OwnerId && !await MayOwnAsync(unit, wanted.OwnerId) ? Refusal.NoSuchOwner
                    : await SaveAsync(unit, before, wanted, deed);
            },
            cancellation);

    /// <summary>
    /// Removes a property. What is inside keeps it from going, unless <paramref name="empties"/>: then its rooms go with it, and their
    /// devices are in no room and switched off.
    /// </summary>
    public async Task<(Refusal? Refusal, Contents? Inside)> RemoveAsync(PropertyId id, bool empties, Deed deed, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync<(Refusal?, Contents?)>(
                async unit =>
                {
                    if (await LockAsync(unit, id) is not { } property)
                    {
                        return (Refusal.NotFound, null);
                    }

                    var rooms = await unit.QueryAsync<RoomRow>("select id, name from rooms where property_id = @id order by id", new { id });
                    if (rooms.Count > 0 && !empties)
                    {
                        var devices = await unit.QuerySingleOrDefaultAsync<int>(
                            "select count(*) from devices d join rooms r on r.id = d.room_id where r.property_id = @id", new { id });
                        return (null, new Contents(rooms.Count, devices));
                    }

                    foreach (var room in rooms)
                    {
                        await RoomStore.RemoveAsync(unit, new Room(room.Id, id, room.Name), deed);
                    }

                    _ = await unit.ExecuteAsync("delete from plans where property_id = @id", new { id });
                    _ = await unit.ExecuteAsync("delete from properties where id = @id", new { id });
                    await unit.EmitAsync(new PropertyRemoved(id), deed.Actor);
                    await unit.EmitAsync(deed.Record("property-removed", id.Value, property.Name), deed.Actor);
                    return (null, null);
                },
                cancellation);
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Reference)
        {
            // Somebody added to it in the meantime.
            return (Refusal.Stale, null);
        }
    }

    /// <summary>Takes a user's properties away: nobody owns them from then on.</summary>
    public static async Task DisownAsync(UnitOfWork unit, UserId owner, Deed deed)
    {
        foreach (var id in await unit.QueryAsync<PropertyId>("select id from properties where owner_id = @owner order by id", new { owner }))
        {
            if (await LockAsync(unit, id) is { } property)
            {
                _ = await SaveAsync(unit, property, property with { OwnerId = null }, deed);
            }
        }
    }

    /// <summary>Reads a property and keeps it to this transaction.</summary>
    public static async Task<Property?> LockAsync(UnitOfWork unit, PropertyId id) =>
        await unit.ExecuteAsync("update properties set version = version where id = @id", new { id }) == 0
            ? null
            : (await unit.QuerySingleOrDefaultAsync<PropertyRow>(
                "select id, name, address, time_zone, external, owner_id, version from properties where id = @id", new { id }))!.ToProperty();

    public static async Task<Refusal?> SaveAsync(UnitOfWork unit, Property before, Property wanted, Deed deed)
    {
        var after = wanted with { Version = before.Version + 1 };
        _ = await unit.ExecuteAsync(
            """
            update properties set name = @Name, name_key = @NameKey, address = @Address, address_key = @AddressKey, time_zone = @TimeZone,
                   external = @External, owner_id = @OwnerId, version = @Version, told = @told
            where id = @Id
            """,
            Arguments(after, deed));
        await unit.EmitAsync(
            new PropertyChanged(after.Id, after.Name, after.TimeZone) { Address = after.Address, External = after.External, OwnerId = after.OwnerId },
            deed.Actor);
        if (before.Differences(after) is { Length: > 0 } differences)
        {
            await unit.EmitAsync(deed.Record("property-changed", after.Id.Value, $"{after.Name}: {differences}"), deed.Actor);
        }

        return null;
    }

    private static PropertyAdded Added(Property property) =>
        new(property.Id, property.Name, property.TimeZone) { Address = property.Address, External = property.External, OwnerId = property.OwnerId };

    private static async Task<bool> MayOwnAsync(UnitOfWork unit, UserId? owner) =>
        owner is not { } user || (await PeopleStore.FindAsync(unit, user))?.MayOwn == true;

    private static object Arguments(Property property, Deed deed) => new
    {
        property.Id,
        property.Name,
        property.NameKey,
        property.Address,
        property.AddressKey,
        property.TimeZone,
        property.External,
        property.OwnerId,
        property.Version,
        told = Telling.Shape,
        deed.At,
    };

    private static string Select(Scope scope, string sortKey)
    {
        var seen = scope.Rooms("r.property_id", "r.id") is { } narrow ? $"and {narrow}" : "";
        return $"""
            select p.id, p.name, p.address, p.time_zone, p.external, p.owner_id, p.version,
                   case when o.full_name = '' then o.username else o.full_name end as owner_name, {sortKey} as sort_key,
                   (select count(*) from rooms r where r.property_id = p.id {seen}) as rooms,
                   (select count(*) from devices d join rooms r on r.id = d.room_id where r.property_id = p.id {seen}) as devices
            from properties p left join people o on o.id = p.owner_id
            """;
    }

    private async Task<Refusal?> UniqueAsync(Func<UnitOfWork, Task<Refusal?>> work, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(work, cancellation);
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Unique)
        {
            return Refusal.PropertyExists;
        }
    }

    private sealed record RoomRow(RoomId Id, string Name);
}
