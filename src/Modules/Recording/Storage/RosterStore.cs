using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Storage;

/// <summary>The roster in the database.</summary>
internal sealed class RosterStore(Database<RecordingModule> database)
{
    public Task SaveAsync(RosterCamera camera, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into cameras (id, name, wanted, removed, property_id, room_id, version, changed_at, changed_by)
                values (@Id, @Name, @Wanted, @Removed, @PropertyId, @RoomId, @Version, @ChangedAt, @ChangedBy)
                on conflict (id) do update set
                    name = excluded.name, wanted = excluded.wanted, removed = excluded.removed,
                    property_id = excluded.property_id, room_id = excluded.room_id, version = excluded.version,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                where excluded.version > cameras.version
                    or (excluded.version = cameras.version and cameras.room_id is null and excluded.room_id is not null)
                """,
                Row.Of(camera)),
            cancellation);

    public Task<IReadOnlyList<RosterCamera>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RosterCamera>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    select id as Id, name as Name, wanted as Wanted, removed as Removed, property_id as PropertyId, room_id as RoomId,
                           version as Version, changed_at as ChangedAt, changed_by as ChangedBy
                    from cameras
                    """,
                    cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToCamera())];
            },
            cancellation);

    private sealed record Row
    {
        public CameraId Id { get; init; }

        public string Name { get; init; } = "";

        public bool Wanted { get; init; }

        public bool Removed { get; init; }

        public PropertyId? PropertyId { get; init; }

        public RoomId? RoomId { get; init; }

        public long Version { get; init; }

        public DateTimeOffset ChangedAt { get; init; }

        public string ChangedBy { get; init; } = "";

        public static Row Of(RosterCamera camera) => new()
        {
            Id = camera.Id,
            Name = camera.Name,
            Wanted = camera.Wanted,
            Removed = camera.Removed,
            PropertyId = camera.Place?.PropertyId,
            RoomId = camera.Place?.RoomId,
            Version = camera.Version,
            ChangedAt = camera.ChangedAt,
            ChangedBy = camera.ChangedBy,
        };

        public RosterCamera ToCamera() => new()
        {
            Id = Id,
            Name = Name,
            Wanted = Wanted,
            Removed = Removed,
            Place = Place.Of(PropertyId, RoomId),
            Version = Version,
            ChangedAt = ChangedAt,
            ChangedBy = ChangedBy,
        };
    }
}
