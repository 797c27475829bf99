using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

internal sealed class DeviceStore(Database<InventoryModule> database)
{
    /// <summary>Adds a device; the property is its room's.</summary>
    public Task<Refusal?> AddAsync(Device device, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await PropertyOfAsync(unit, device.RoomId) is not { } property)
                {
                    return Refusal.NoSuchRoom;
                }

                var placed = device with { PropertyId = property };
                _ = await unit.ExecuteAsync(
                    """
                    insert into devices (id, kind, name, search_name, room_id, enabled, recording, url, sub_url, username,
                                         protected_password, transport, record_choice, grid_choice, detect_choice, trust_sha256,
                                         trust_authority, onvif_url, onvif_profile, version, created_at)
                    values (@Id, @Kind, @Name, @SearchName, @RoomId, @Enabled, @Recording, @Url, @SubUrl, @Username,
                            @ProtectedPassword, @Transport, @RecordChoice, @GridChoice, @DetectChoice, @TrustSha256,
                            @TrustAuthority, @OnvifUrl, @OnvifProfile, @Version, @CreatedAt)
                    """,
                    DeviceRow.From(placed));
                await unit.EmitAsync(new DeviceAdded(placed.ToState()), deed.Actor);
                await unit.EmitAsync(deed.Record("device-added", device.Id.Value, device.Name), deed.Actor);
                return null;
            },
            cancellation);

    public Task<Device?> FindAsync(DeviceId id, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<DeviceRow>(
                    new CommandDefinition($"{DeviceRow.Select} where d.id = @id", new { id }, cancellationToken: cancellation));
                return row?.ToDevice();
            },
            cancellation);

    /// <summary>Devices in the order they were added, from the one after <paramref name="after"/> on.</summary>
    public Task<IReadOnlyList<Device>> ListAsync(DeviceFilter filter, Guid? after, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Device>>(
            async connection =>
            {
                var conditions = new Conditions()
                    .When(filter.Kind is not null, "d.kind = @kind")
                    .When(filter.RoomId is not null, "d.room_id = @room")
                    .When(filter.Search is not null, @"d.search_name like @pattern escape '\'")
                    .When(after is not null, "d.id > @after");
                var rows = await connection.QueryAsync<DeviceRow>(new CommandDefinition(
                    $"{DeviceRow.Select} {conditions} order by d.id limit @count",
                    new { kind = filter.Kind?.ToString(), room = filter.RoomId, pattern = Pattern(filter.Search), after, count },
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToDevice())];
            },
            cancellation);

    /// <summary>
    /// Changes a device by <paramref name="decide"/>, alone among all changes of it, and says what changed; gives the device as
    /// it is now. A decision that changes nothing writes nothing. Without an expected version any is taken.
    /// </summary>
    public Task<(Device? Device, Refusal? Refusal)> ChangeAsync(
        DeviceId id,
        long? expectedVersion,
        Func<Device, Device> decide,
        Deed deed,
        CancellationToken cancellation) =>
        database.WriteAsync<(Device?, Refusal?)>(
            async unit =>
            {
                // Writing the row first locks it on both databases: no other change gets between reading and writing.
                if (await unit.ExecuteAsync("update devices set version = version where id = @id", new { id }) == 0)
                {
                    return (null, Refusal.NotFound);
                }

                var before = (await unit.QuerySingleOrDefaultAsync<DeviceRow>($"{DeviceRow.Select} where d.id = @id", new { id }))!.ToDevice();
                if (expectedVersion is not null && expectedVersion != before.Version)
                {
                    return (null, Refusal.Stale);
                }

                var wanted = decide(before);
                if (await PropertyOfAsync(unit, wanted.RoomId) is not { } property)
                {
                    return (null, Refusal.NoSuchRoom);
                }

                wanted = wanted with { PropertyId = property };
                if (wanted == before)
                {
                    return (before, null);
                }

                var after = wanted with { Version = before.Version + 1 };
                await SaveAsync(unit, before, after, deed);
                return (after, null);
            },
            cancellation);

    public Task<Refusal?> RemoveAsync(DeviceId id, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                if (await unit.ExecuteAsync("delete from devices where id = @id", new { id }) == 0)
                {
                    return Refusal.NotFound;
                }

                await unit.EmitAsync(new DeviceRemoved(id), deed.Actor);
                await unit.EmitAsync(deed.Record("device-removed", id.Value, ""), deed.Actor);
                return null;
            },
            cancellation);

    private static async Task SaveAsync(UnitOfWork unit, Device before, Device after, Deed deed)
    {
        _ = await unit.ExecuteAsync(
            """
            update devices set name = @Name, search_name = @SearchName, room_id = @RoomId, enabled = @Enabled, recording = @Recording,
                   url = @Url, sub_url = @SubUrl, username = @Username, protected_password = @ProtectedPassword,
                   transport = @Transport, record_choice = @RecordChoice, grid_choice = @GridChoice, detect_choice = @DetectChoice,
                   trust_sha256 = @TrustSha256, trust_authority = @TrustAuthority, onvif_url = @OnvifUrl,
                   onvif_profile = @OnvifProfile, version = @Version
            where id = @Id
            """,
            DeviceRow.From(after));
        foreach (var change in before.Decide(after))
        {
            await unit.EmitAsync(change, deed.Actor);
            await unit.EmitAsync(deed.Record(ActionOf(change), after.Id.Value, after.Name), deed.Actor);
        }
    }

    private static string ActionOf(IDomainEvent change) => change switch
    {
        DeviceEnabled => "device-enabled",
        DeviceDisabled => "device-disabled",
        _ => "device-changed",
    };

    private static Task<PropertyId?> PropertyOfAsync(UnitOfWork unit, RoomId room) =>
        unit.QuerySingleOrDefaultAsync<PropertyId?>("select property_id from rooms where id = @room", new { room });

    private static string? Pattern(string? search) =>
        search is null
            ? null
            : "%" + search.ToLowerInvariant()
                .Replace(@"\", @"\\", StringComparison.Ordinal)
                .Replace("%", @"\%", StringComparison.Ordinal)
                .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
