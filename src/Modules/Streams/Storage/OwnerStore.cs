using System.Text.Json;
using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;

namespace Vedette.Streams.Storage;

/// <summary>What users may do as of their newest change, for the keys they made: those are used when nobody shows a token.</summary>
internal sealed class OwnerStore(Database<StreamsModule> database)
{
    /// <summary>Of two the one with the higher version stays.</summary>
    public Task SaveAsync(UserAccess access, CancellationToken cancellation) =>
        database.WriteAsync(unit => SaveAsync(unit, access), cancellation);

    public static Task SaveAsync(UnitOfWork unit, UserAccess access) =>
        unit.ExecuteAsync(
            """
            insert into owners (user_id, version, active, name, roles, grants, changed_at)
            values (@UserId, @Version, @Active, @Name, @Roles, @Grants, @ChangedAt)
            on conflict (user_id) do update set
                version = excluded.version, active = excluded.active, name = excluded.name, roles = excluded.roles,
                grants = excluded.grants, changed_at = excluded.changed_at
            where excluded.version > owners.version
            """,
            Row.Of(access));

    public Task<UserAccess?> FindAsync(UserId user, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                """
                select user_id as UserId, version as Version, active as Active, name as Name, roles as Roles, grants as Grants, changed_at as ChangedAt
                from owners where user_id = @user
                """,
                new { user },
                cancellationToken: cancellation)))?.ToAccess(),
            cancellation);

    private sealed record Row
    {
        public UserId UserId { get; init; }

        public long Version { get; init; }

        public bool Active { get; init; }

        public string Name { get; init; } = "";

        public string Roles { get; init; } = "[]";

        public string Grants { get; init; } = "[]";

        public DateTimeOffset ChangedAt { get; init; }

        public static Row Of(UserAccess access) => new()
        {
            UserId = access.UserId,
            Version = access.Version,
            Active = access.IsActive,
            Name = access.Name,
            Roles = JsonSerializer.Serialize(access.Roles, WireFormat.Exact),
            Grants = JsonSerializer.Serialize(access.Grants, WireFormat.Exact),
            ChangedAt = access.At,
        };

        public UserAccess ToAccess() => new(UserId, Version, Active, Name, Read(Roles), Read(Grants), ChangedAt);

        private static List<string> Read(string texts) => JsonSerializer.Deserialize<List<string>>(texts, WireFormat.Exact) ?? [];
    }
}
