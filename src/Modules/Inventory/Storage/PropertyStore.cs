using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

internal sealed class PropertyStore(Database<InventoryModule> database)
{
    private const string Select = "select id, name, address, time_zone from properties";

    public Task AddAsync(Property property, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    "insert into properties (id, name, address, time_zone, created_at) values (@Id, @Name, @Address, @TimeZone, @At)",
                    new { property.Id, property.Name, property.Address, property.TimeZone, deed.At });
                await unit.EmitAsync(new PropertyAdded(property.Id, property.Name, property.TimeZone), deed.Actor);
                await unit.EmitAsync(deed.Record("property-added", property.Id.Value, property.Name), deed.Actor);
            },
            cancellation);

    public Task<Property?> FindAsync(PropertyId id, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<Property>(
                new CommandDefinition($"{Select} where id = @id", new { id }, cancellationToken: cancellation)),
            cancellation);

    /// <summary>Properties in the order they were added, from the one after <paramref name="after"/> on.</summary>
    public Task<IReadOnlyList<Property>> ListAsync(Guid? after, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Property>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Property>(new CommandDefinition(
                    $"{Select} {(after is null ? "" : "where id > @after")} order by id limit @count",
                    new { after, count },
                    cancellationToken: cancellation));
                return rows.AsList();
            },
            cancellation);

    public Task<Refusal?> UpdateAsync(Property property, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                var changed = await unit.ExecuteAsync(
                    "update properties set name = @Name, address = @Address, time_zone = @TimeZone where id = @Id",
                    property);
                if (changed == 0)
                {
                    return Refusal.NotFound;
                }

                await unit.EmitAsync(deed.Record("property-changed", property.Id.Value, property.Name), deed.Actor);
                return null;
            },
            cancellation);

    public async Task<Refusal?> RemoveAsync(PropertyId id, Deed deed, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync<Refusal?>(
                async unit =>
                {
                    if (await unit.ExecuteAsync("delete from properties where id = @id", new { id }) == 0)
                    {
                        return Refusal.NotFound;
                    }

                    await unit.EmitAsync(deed.Record("property-removed", id.Value, ""), deed.Actor);
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
