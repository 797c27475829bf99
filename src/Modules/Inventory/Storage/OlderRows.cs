using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>
/// Rows an older program left behind, made whole and told once more: the other modules' copies get what they lack. Of properties with
/// the same name and address the oldest keeps its name, the others get a number behind it.
/// </summary>
internal sealed class OlderRows(Database<InventoryModule> database, TimeProvider time)
{
    private const int Batch = 100;

    /// <summary>Takes over some rows; false when there are none left.</summary>
    public Task<bool> TakeOverAsync(CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                foreach (var id in await OlderAsync<PropertyId>(unit, "properties"))
                {
                    await TakeOverAsync(unit, id);
                }

                foreach (var id in await OlderAsync<RoomId>(unit, "rooms"))
                {
                    if (await RoomStore.LockAsync(unit, id) is { } room)
                    {
                        await RoomStore.TellAsync(unit, room, Deed.System);
                    }
                }

                foreach (var id in await OlderAsync<DeviceId>(unit, "devices"))
                {
                    await DeviceStore.TellAnewAsync(unit, id);
                }

                return await IsAnyOlderAsync(unit);
            },
            cancellation);

    private async Task TakeOverAsync(UnitOfWork unit, PropertyId id)
    {
        if (await PropertyStore.LockAsync(unit, id) is not { } property)
        {
            return;
        }

        var free = property;
        for (var number = 2; await IsTakenAsync(unit, free); number++)
        {
            free = property with { Name = Label.Numbered(property.Name, number) };
        }

        _ = await PropertyStore.SaveAsync(unit, property, free, new Deed(Deed.System, time.GetUtcNow()));
    }

    private static async Task<bool> IsTakenAsync(UnitOfWork unit, Property property) =>
        await unit.QuerySingleOrDefaultAsync<int>(
            "select count(*) from properties where name_key = @NameKey and address_key = @AddressKey and id <> @Id",
            new { property.NameKey, property.AddressKey, property.Id }) > 0;

    private static Task<IReadOnlyList<TId>> OlderAsync<TId>(UnitOfWork unit, string table) =>
        unit.QueryAsync<TId>($"select id from {table} where told < @shape order by id limit {Batch}", new { shape = Telling.Shape });

    private static async Task<bool> IsAnyOlderAsync(UnitOfWork unit) =>
        await unit.QuerySingleOrDefaultAsync<int>(
            """
            select (select count(*) from properties where told < @shape) + (select count(*) from rooms where told < @shape)
                 + (select count(*) from devices where told < @shape)
            """,
            new { shape = Telling.Shape }) > 0;
}
