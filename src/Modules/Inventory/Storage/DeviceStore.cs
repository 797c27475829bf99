using Vedette.Contracts.Audit;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>Writes devices, and reads single ones; <see cref="DeviceReader"/> reads lists.</summary>
internal sealed class DeviceStore(Database<InventoryModule> database)
{
    /// <summary>Adds a device; the property is its room's.</summary>
    public async Task<Refusal?> AddAsync(Device device, Deed deed, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync<Refusal?>(
                async unit =>
                {
                    var property = await PropertyOfAsync(unit, device.RoomId);
                    if (device.RoomId is not null && property is null)
                    {
                        return Refusal.NoSuchRoom;
                    }

                    var placed = device with { PropertyId = property };
                    _ = await unit.ExecuteAsync(
                        """
                        insert into devices (id, kind, name, search_name, search_text, description, room_id, enabled, recording, url, sub_url,
                                             username, protected_password, transport, record_choice, grid_choice, detect_choice, trust_sha256,
                                             trust_authority, onvif_url, onvif_profile, thing_id, thing_url, thing_username, thing_secret,
                                             capabilities, capability_types, version, told, created_at)
                        values (@Id, @Kind, @Name, @SearchName, @SearchText, @Description, @RoomId, @Enabled, @Recording, @Url, @SubUrl,
                                @Username, @ProtectedPassword, @Transport, @RecordChoice, @GridChoice, @DetectChoice, @TrustSha256,
                                @TrustAuthority, @OnvifUrl, @OnvifProfile, @ThingId, @ThingUrl, @ThingUsername, @ThingSecret,
                                @Capabilities, @CapabilityTypes, @Version, @Told, @CreatedAt)
                        """,
                        DeviceRow.Of(placed));
                    await unit.EmitAsync(new DeviceAdded(placed.ToState()), deed.Actor);
                    await unit.EmitAsync(deed.Record("device-added", device.Id.Value, device.Name), deed.Actor);
                    return null;
                },
                cancellation);
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Unique)
        {
            return Refusal.AlreadyFederated;
        }
    }

    /// <summary>
    /// Changes a device by <paramref name="decide"/>, alone among all changes of it, and says what changed; gives the device as
    /// it is now. A decision that changes nothing writes nothing. Without an expected version any is taken.
    /// </summary>
    public async Task<(Device? Device, Refusal? Refusal)> ChangeAsync(
        DeviceId id,
        long? expectedVersion,
        Func<Device, Device> decide,
        Deed deed,
        CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(unit => ChangeAsync(unit, id, expectedVersion, decide, deed), cancellation);
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Unique)
        {
            return (null, Refusal.AlreadyFederated);
        }
    }

    public Task<Refusal?> RemoveAsync(DeviceId id, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await FindAsync(unit, id) is not { } device)
                {
                    return Refusal.NotFound;
                }

                _ = await unit.ExecuteAsync("delete from placements where device_id = @id", new { id });
                _ = await unit.ExecuteAsync("delete from device_status where device_id = @id", new { id });
                _ = await unit.ExecuteAsync("delete from devices where id = @id", new { id });
                await unit.EmitAsync(new DeviceRemoved(id), deed.Actor);
                await unit.EmitAsync(deed.Record("device-removed", id.Value, device.Name), deed.Actor);
                return null;
            },
            cancellation);

    /// <summary>Takes all devices out of a room that goes away, and switches them off: nobody but administrators sees them from then on.</summary>
    public static async Task EmptyAsync(UnitOfWork unit, RoomId room, Deed deed)
    {
        foreach (var id in await unit.QueryAsync<DeviceId>("select id from devices where room_id = @room order by id", new { room }))
        {
            _ = await ChangeAsync(unit, id, null, device => device.Unassigned(), deed);
        }
    }

    /// <summary>Tells a device once more, for those who know it in an older shape.</summary>
    public static async Task TellAnewAsync(UnitOfWork unit, DeviceId id)
    {
        if (await FindAsync(unit, id) is { } device)
        {
            // A copy takes higher versions only.
            var again = device with { Version = device.Version + 1 };
            await WriteAsync(unit, again);
            await unit.EmitAsync(new DeviceChanged(again.ToState()), Deed.System);
        }
    }

    private static async Task<(Device?, Refusal?)> ChangeAsync(
        UnitOfWork unit, DeviceId id, long? expectedVersion, Func<Device, Device> decide, Deed deed)
    {
        if (await FindAsync(unit, id) is not { } before)
        {
            return (null, Refusal.NotFound);
        }

        if (expectedVersion is not null && expectedVersion != before.Version)
        {
            return (null, Refusal.Stale);
        }

        var wanted = decide(before);
        var property = await PropertyOfAsync(unit, wanted.RoomId);
        if (wanted.RoomId is not null && property is null)
        {
            return (null, Refusal.NoSuchRoom);
        }

        wanted = wanted with { PropertyId = property };
        if (wanted == before)
        {
            return (before, null);
        }

        var after = wanted with { Version = before.Version + 1 };
        await WriteAsync(unit, after);
        if (after.PropertyId != before.PropertyId)
        {
            _ = await unit.ExecuteAsync("delete from placements where device_id = @id", new { id });
        }

        foreach (var change in before.Decide(after))
        {
            await unit.EmitAsync(change, deed.Actor);
            await unit.EmitAsync(Action(deed, before, after, change), deed.Actor);
        }

        return (after, null);
    }

    private static ActionRecorded Action(Deed deed, Device before, Device after, IDomainEvent change) => change switch
    {
        DeviceEnabled => deed.Record("device-enabled", after.Id.Value, after.Name),
        DeviceDisabled => deed.Record("device-disabled", after.Id.Value, after.Name),
        _ => deed.Record("device-changed", after.Id.Value, $"{after.Name}: {before.Differences(after)}"),
    };

    /// <summary>Reads a device and keeps it to this transaction: writing the row first locks it on both databases.</summary>
    private static async Task<Device?> FindAsync(UnitOfWork unit, DeviceId id) =>
        await unit.ExecuteAsync("update devices set version = version where id = @id", new { id }) == 0
            ? null
            : (await unit.QuerySingleOrDefaultAsync<DeviceRow>($"select {DeviceRow.Columns} {DeviceRow.From} where d.id = @id", new { id }))!.ToDevice();

    private static Task<int> WriteAsync(UnitOfWork unit, Device device) => unit.ExecuteAsync(
        """
        update devices set name = @Name, search_name = @SearchName, search_text = @SearchText, description = @Description,
               room_id = @RoomId, enabled = @Enabled, recording = @Recording,
               url = @Url, sub_url = @SubUrl, username = @Username, protected_password = @ProtectedPassword,
               transport = @Transport, record_choice = @RecordChoice, grid_choice = @GridChoice, detect_choice = @DetectChoice,
               trust_sha256 = @TrustSha256, trust_authority = @TrustAuthority, onvif_url = @OnvifUrl, onvif_profile = @OnvifProfile,
               thing_id = @ThingId, thing_url = @ThingUrl, thing_username = @ThingUsername, thing_secret = @ThingSecret,
               capabilities = @Capabilities, capability_types = @CapabilityTypes, version = @Version, told = @Told
        where id = @Id
        """,
        DeviceRow.Of(device));

    private static async Task<PropertyId?> PropertyOfAsync(UnitOfWork unit, RoomId? room) => room is null
        ? null
        : await unit.QuerySingleOrDefaultAsync<PropertyId?>("select property_id from rooms where id = @room", new { room });
}
