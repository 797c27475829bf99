using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Grants with the names of people and places, for lists.</summary>
internal sealed class GrantList(Database<IdentityModule> database)
{
    private const string Select =
        """
        select g.id, g.user_id, u.username, g.kind, g.scope, g.place_id, p.name as place_name, p.property_id, g.rights, g.from_at, g.until_at
        from grants g join users u on u.id = g.user_id left join places p on p.id = g.place_id
        """;

    /// <summary>A grant as the tables have it.</summary>
    internal sealed record Entry(
        Guid Id,
        UserId UserId,
        string Username,
        string Kind,
        string Scope,
        Guid? PlaceId,
        string? PlaceName,
        Guid? PropertyId,
        string Rights,
        DateTimeOffset? FromAt,
        DateTimeOffset? UntilAt);

    /// <summary>All grants of a user.</summary>
    public Task<IReadOnlyList<Entry>> OfAsync(UserId user, CancellationToken cancellation) =>
        QueryAsync($"{Select} where g.user_id = @user order by g.id", new { user }, cancellation);

    /// <summary>Some of a user's grants.</summary>
    public Task<IReadOnlyList<Entry>> OfAsync(UserId user, IEnumerable<Guid> ids, CancellationToken cancellation) =>
        QueryAsync($"{Select} where g.user_id = @user and g.id in @ids order by g.id", new { user, ids = UuidSet.Of(ids) }, cancellation);

    /// <summary>Grants of all users: on a property (and its rooms), on a room, of a user.</summary>
    public Task<IReadOnlyList<Entry>> ListAsync(
        Guid? property, Guid? room, UserId? user, Guid? after, int count, CancellationToken cancellation)
    {
        var conditions = new Conditions()
            .When(property is not null, "p.property_id = @property")
            .When(room is not null, "g.place_id = @room")
            .When(user is not null, "g.user_id = @user")
            .When(after is not null, "g.id > @after");
        return QueryAsync($"{Select} {conditions} order by g.id limit @count", new { property, room, user, after, count }, cancellation);
    }

    private Task<IReadOnlyList<Entry>> QueryAsync(string sql, object args, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Entry>>(
            async connection => (await connection.QueryAsync<Entry>(new CommandDefinition(sql, args, cancellationToken: cancellation))).AsList(),
            cancellation);
}
