using System.Text.Json;
using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Streams.Restreaming;

namespace Vedette.Streams.Storage;

/// <summary>The stream keys in the database.</summary>
internal sealed class StreamKeyStore(Database<StreamsModule> database)
{
    private const string Columns = """
        id as Id, name as Name, username as Username, protected_secret as ProtectedSecret, camera_ids as CameraIds,
        owner as Owner, created_at as CreatedAt, last_used_at as LastUsedAt
        """;

    /// <summary>Keeps a key, and what its owner may do.</summary>
    public Task AddAsync(StreamKey key, Caller owner, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    """
                    insert into stream_keys (id, name, username, protected_secret, camera_ids, owner, created_at, last_used_at)
                    values (@Id, @Name, @Username, @ProtectedSecret, @CameraIds, @Owner, @CreatedAt, @LastUsedAt)
                    """,
                    Row.Of(key));
                await OwnerStore.SaveAsync(
                    unit,
                    new UserAccess(
                        owner.UserId, owner.Version, IsActive: true, owner.Name, owner.Roles, [.. owner.Given.Select(grant => grant.ToString())], key.CreatedAt));
                await unit.EmitAsync(Action("streams.key-created", key, owner, key.CreatedAt), owner.Actor);
            },
            cancellation);

    public Task<StreamKey?> FindAsync(string username, CancellationToken cancellation) =>
        FirstAsync($"select {Columns} from stream_keys where username = @username", new { username }, cancellation);

    public Task<StreamKey?> FindAsync(Guid id, CancellationToken cancellation) =>
        FirstAsync($"select {Columns} from stream_keys where id = @id", new { id }, cancellation);

    /// <summary>In the order they were made: ids grow with time.</summary>
    public Task<IReadOnlyList<StreamKey>> ListAsync(UserId? owner, Guid after, int most, CancellationToken cancellation) =>
        owner is { } user
            ? ReadAsync($"select {Columns} from stream_keys where owner = @user and id > @after order by id limit @most", new { user, after, most }, cancellation)
            : ReadAsync($"select {Columns} from stream_keys where id > @after order by id limit @most", new { after, most }, cancellation);

    public Task<int> CountAsync(UserId owner, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>(new CommandDefinition(
                "select count(*) from stream_keys where owner = @owner", new { owner }, cancellationToken: cancellation)),
            cancellation);

    public Task TouchAsync(Guid id, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.ExecuteAsync("update stream_keys set last_used_at = @at where id = @id", new { id, at }), cancellation);

    public Task DeleteAsync(StreamKey key, Caller caller, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ExecuteAsync("delete from stream_keys where id = @Id", new { key.Id }) > 0)
                {
                    await unit.EmitAsync(Action("streams.key-deleted", key, caller, at), caller.Actor);
                }
            },
            cancellation);

    /// <summary>Forgets the keys of a user who is gone, and says which they were.</summary>
    public Task<IReadOnlyList<Guid>> DeleteOfAsync(UserId owner, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Guid>>(
            async unit =>
            {
                var keys = await unit.QueryAsync<Guid>("select id from stream_keys where owner = @owner", new { owner });
                _ = await unit.ExecuteAsync("delete from stream_keys where owner = @owner", new { owner });
                return [.. keys];
            },
            cancellation);

    private static ActionRecorded Action(string action, StreamKey key, Caller caller, DateTimeOffset at) => new(
        Guid.CreateVersion7(at),
        action,
        caller.Actor,
        key.Id,
        key.CameraIds is { } cameras ? $"{key.Name}: {cameras.Count} camera(s)" : $"{key.Name}: all cameras",
        at)
    {
        Address = caller.Address,
    };

    private async Task<StreamKey?> FirstAsync(string sql, object parameters, CancellationToken cancellation) =>
        await ReadAsync(sql, parameters, cancellation) is [var first, ..] ? first : null;

    private Task<IReadOnlyList<StreamKey>> ReadAsync(string sql, object parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StreamKey>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToKey())];
            },
            cancellation);

    private sealed record Row(
        Guid Id, string Name, string Username, string ProtectedSecret, string? CameraIds, UserId Owner, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
    {
        public static Row Of(StreamKey key) => new(
            key.Id,
            key.Name,
            key.Username,
            key.ProtectedSecret,
            key.CameraIds is null ? null : JsonSerializer.Serialize(key.CameraIds, WireFormat.Exact),
            key.Owner,
            key.CreatedAt,
            key.LastUsedAt);

        public StreamKey ToKey() => new()
        {
            Id = Id,
            Name = Name,
            Username = Username,
            ProtectedSecret = ProtectedSecret,
            CameraIds = CameraIds is null ? null : JsonSerializer.Deserialize<List<CameraId>>(CameraIds, WireFormat.Exact),
            Owner = Owner,
            CreatedAt = CreatedAt,
            LastUsedAt = LastUsedAt,
        };
    }
}
