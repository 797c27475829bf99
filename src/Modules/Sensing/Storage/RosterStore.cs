using System.Text.Json;
using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Sensing.Roster;

namespace Vedette.Sensing.Storage;

/// <summary>The roster in the database.</summary>
internal sealed class RosterStore(Database<SensingModule> database)
{
    public Task SaveAsync(KnownThing thing, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into things (id, name, property, room, enabled, removed, source, thing_id, version)
                values (@Id, @Name, @Property, @Room, @Enabled, @Removed, @Source, @ThingId, @Version)
                on conflict (id) do update set
                    name = excluded.name, property = excluded.property, room = excluded.room, enabled = excluded.enabled,
                    removed = excluded.removed, source = excluded.source, thing_id = excluded.thing_id, version = excluded.version
                where excluded.version > things.version
                """,
                new Row(
                    thing.Id, thing.Name, thing.PropertyId, thing.RoomId, thing.Enabled, thing.Removed,
                    thing.Source is null ? null : JsonSerializer.Serialize(thing.Source, WireFormat.Exact), thing.ThingId, thing.Version)),
            cancellation);

    public Task<IReadOnlyList<KnownThing>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<KnownThing>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    select id as Id, name as Name, property as Property, room as Room, enabled as Enabled, removed as Removed,
                           source as Source, thing_id as ThingId, version as Version
                    from things
                    """,
                    cancellationToken: cancellation));
                return [.. rows.Select(row => new KnownThing
                {
                    Id = row.Id,
                    Name = row.Name,
                    PropertyId = row.Property,
                    RoomId = row.Room,
                    Enabled = row.Enabled,
                    Removed = row.Removed,
                    Source = row.Source is null ? null : JsonSerializer.Deserialize<ThingSource>(row.Source, WireFormat.Exact),
                    ThingId = row.ThingId,
                    Version = row.Version,
                })];
            },
            cancellation);

    private sealed record Row(
        DeviceId Id, string Name, PropertyId? Property, RoomId? Room, bool Enabled, bool Removed, string? Source, string? ThingId, long Version);
}
