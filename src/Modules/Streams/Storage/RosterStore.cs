using System.Text.Json;
using Dapper;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Storage;

/// <summary>The roster in the database.</summary>
internal sealed class RosterStore(Database<StreamsModule> database)
{
    public Task SaveAsync(KnownCamera camera, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into cameras (id, name, enabled, removed, source, property_id, room_id, version)
                values (@Id, @Name, @Enabled, @Removed, @Source, @PropertyId, @RoomId, @Version)
                on conflict (id) do update set
                    name = excluded.name, enabled = excluded.enabled, removed = excluded.removed,
                    source = excluded.source, property_id = excluded.property_id, room_id = excluded.room_id, version = excluded.version
                where excluded.version > cameras.version
                    or (excluded.version = cameras.version and cameras.room_id is null and excluded.room_id is not null)
                """,
                new Row(
                    camera.Id, camera.Name, camera.Enabled, camera.Removed, Text(camera.Source), camera.Place?.PropertyId, camera.Place?.RoomId, camera.Version)),
            cancellation);

    public Task<IReadOnlyList<KnownCamera>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<KnownCamera>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    select id as Id, name as Name, enabled as Enabled, removed as Removed, source as Source,
                        property_id as PropertyId, room_id as RoomId, version as Version
                    from cameras
                    """,
                    cancellationToken: cancellation));
                return [.. rows.Select(row => new KnownCamera
                {
                    Id = row.Id,
                    Name = row.Name,
                    Enabled = row.Enabled,
                    Removed = row.Removed,
                    Source = row.Source is null ? null : JsonSerializer.Deserialize<CameraSource>(row.Source, WireFormat.Exact),
                    Place = Place.Of(row.PropertyId, row.RoomId),
                    Version = row.Version,
                })];
            },
            cancellation);

    private static string? Text(CameraSource? source) => source is null ? null : JsonSerializer.Serialize(source, WireFormat.Exact);

    private sealed record Row(
        CameraId Id, string Name, bool Enabled, bool Removed, string? Source, PropertyId? PropertyId, RoomId? RoomId, long Version);
}
