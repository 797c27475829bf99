using Dapper;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>Floor plans, their pictures (docs/decisions/0035) and what stands on them.</summary>
internal sealed class PlanStore(Database<InventoryModule> database)
{
    private const string Select = "select id, property_id, name, content_type, width, height, sha256 from plans";

    public Task<Refusal?> AddAsync(Plan plan, byte[] picture, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await PropertyStore.LockAsync(unit, plan.PropertyId) is not { } property)
                {
                    return Refusal.NotFound;
                }

                if (await unit.QuerySingleOrDefaultAsync<int>("select count(*) from plans where property_id = @PropertyId", new { plan.PropertyId })
                    >= Plan.MostOfOneProperty)
                {
                    return Refusal.TooManyPlans;
                }

                _ = await unit.ExecuteAsync(
                    """
                    insert into plans (id, property_id, name, content_type, width, height, sha256, created_at, picture)
                    values (@Id, @PropertyId, @Name, @ContentType, @Width, @Height, @Sha256, @At, @picture)
                    """,
                    new { plan.Id, plan.PropertyId, plan.Name, plan.ContentType, plan.Width, plan.Height, plan.Sha256, deed.At, picture });
                await unit.EmitAsync(deed.Record("plan-added", plan.Id, $"{property.Name}: {plan.Name}"), deed.Actor);
                return null;
            },
            cancellation);

    public Task<Plan?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<Plan>(
                new CommandDefinition($"{Select} where id = @id", new { id }, cancellationToken: cancellation)),
            cancellation);

    public Task<byte[]?> PictureAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<byte[]>(
                new CommandDefinition("select picture from plans where id = @id", new { id }, cancellationToken: cancellation)),
            cancellation);

    /// <summary>The plans of a property in the order they were added, each with the devices within reach.</summary>
    public Task<IReadOnlyList<PlanEntry>> ListAsync(PropertyId property, AccessReach reach, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<PlanEntry>>(
            async connection =>
            {
                var scope = new Scope(reach);
                var plans = await connection.QueryAsync<Plan>(new CommandDefinition(
                    $"{Select} where property_id = @property order by id", new { property }, cancellationToken: cancellation));
                var conditions = new Conditions().And("r.property_id = @property").And(scope.Rooms("r.property_id", "r.id"));
                var placed = (await connection.QueryAsync<Row>(new CommandDefinition(
                    $"""
                    select t.plan_id, t.device_id, t.x, t.y
                    from placements t join devices d on d.id = t.device_id join rooms r on r.id = d.room_id
                    {conditions} order by t.device_id
                    """,
                    new { property, inProperties = scope.InProperties, inRooms = scope.InRooms },
                    cancellationToken: cancellation))).ToLookup(row => row.PlanId, row => new Placement(row.DeviceId, row.X, row.Y));
                return [.. plans.Select(plan => new PlanEntry(plan, [.. placed[plan.Id]]))];
            },
            cancellation);

    public Task<Refusal?> RenameAsync(Guid id, string name, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await LockAsync(unit, id) is not { } plan)
                {
                    return Refusal.NotFound;
                }

                if (plan.Name != name)
                {
                    _ = await unit.ExecuteAsync("update plans set name = @name where id = @id", new { id, name });
                    await unit.EmitAsync(deed.Record("plan-changed", id, $"{name}: name"), deed.Actor);
                }

                return null;
            },
            cancellation);

    /// <summary>Says anew which devices stand on a plan. One that stood on another plan leaves that.</summary>
    public Task<Refusal?> PlaceAsync(Guid id, IReadOnlyList<Placement> placements, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await LockAsync(unit, id) is not { } plan)
                {
                    return Refusal.NotFound;
                }

                var devices = UuidSet.Of(placements.Select(placement => placement.DeviceId));

                // Locks the devices, so that none leaves the property while it is put on its plan.
                var own = await unit.ExecuteAsync(
                    "update devices set version = version where id in @devices and room_id in (select id from rooms where property_id = @PropertyId)",
                    new { devices, plan.PropertyId });
                if (own != placements.Count)
                {
                    return Refusal.NotOfThisProperty;
                }

                _ = await unit.ExecuteAsync("delete from placements where plan_id = @id or device_id in @devices", new { id, devices });
                foreach (var placement in placements)
                {
                    _ = await unit.ExecuteAsync(
                        "insert into placements (device_id, plan_id, x, y) values (@DeviceId, @id, @X, @Y)",
                        new { placement.DeviceId, id, placement.X, placement.Y });
                }

                await unit.EmitAsync(deed.Record("plan-changed", id, $"{plan.Name}: {placements.Count} devices placed"), deed.Actor);
                return null;
            },
            cancellation);

    public Task<Refusal?> RemoveAsync(Guid id, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await LockAsync(unit, id) is not { } plan)
                {
                    return Refusal.NotFound;
                }

                _ = await unit.ExecuteAsync("delete from placements where plan_id = @id", new { id });
                _ = await unit.ExecuteAsync("delete from plans where id = @id", new { id });
                await unit.EmitAsync(deed.Record("plan-removed", id, plan.Name), deed.Actor);
                return null;
            },
            cancellation);

    private static async Task<Plan?> LockAsync(UnitOfWork unit, Guid id) =>
        await unit.ExecuteAsync("update plans set name = name where id = @id", new { id }) == 0
            ? null
            : await unit.QuerySingleOrDefaultAsync<Plan>($"{Select} where id = @id", new { id });

    private sealed record Row(Guid PlanId, DeviceId DeviceId, double X, double Y);
}
