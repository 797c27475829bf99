using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>A copy of what the modules that talk to devices say of them.</summary>
internal sealed class StatusStore(Database<InventoryModule> database)
{
    /// <summary>Takes news of a device; of one that is not there (any more) nothing is kept.</summary>
    public Task HearAsync(DeviceId id, Func<DeviceStatus, DeviceStatus> hear, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ExecuteAsync("update devices set version = version where id = @id", new { id }) == 0)
                {
                    return;
                }

                var row = await unit.QuerySingleOrDefaultAsync<Row>("select state, since, last_online from device_status where device_id = @id", new { id });
                var heard = hear(row is null ? DeviceStatus.Unheard : new DeviceStatus(row.State, row.Since, row.LastOnline));
                _ = await unit.ExecuteAsync(
                    """
                    insert into device_status (device_id, state, since, last_online) values (@id, @State, @Since, @LastOnline)
                    on conflict (device_id) do update set state = excluded.state, since = excluded.since, last_online = excluded.last_online
                    """,
                    new { id, heard.State, heard.Since, heard.LastOnline });
            },
            cancellation);

    private sealed record Row(string State, DateTimeOffset Since, DateTimeOffset? LastOnline);
}
