using System.Text.Json;
using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Streams.Restreaming;

namespace Vedette.Streams.Storage;

/// <summary>The stream keys in the database.</summary>
internal sealed class StreamKeyStore(Database<StreamsModule> database)
{
    private const string Columns = """
        id as Id, name as Name, username as Username, protected_secret as ProtectedSecret, camera_ids as CameraIds,
        owner as Owner, owner_roles as OwnerRoles, created_at as CreatedAt, last_used_at as LastUsedAt
        """;

    public Task AddAsync(StreamKey key, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync(
                    """
                    insert into stream_keys (id, name, username, protected_secret, camera_ids, owner, owner_roles, created_at, last_used_at)
                    values (@Id, @Name, @Username, @ProtectedSecret, @CameraIds, @Owner, @OwnerRoles, @CreatedAt, @LastUsedAt)
                    """,
                    Row.Of(key));
                await unit.EmitAsync(Action("streams.key-created", key, key.Owner.ToString(), key.CreatedAt), key.Owner.ToString());
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

    public Task DeleteAsync(StreamKey key, string actor, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ExecuteAsync("delete from stream_keys where id = @Id", new { key.Id }) > 0)
                {
                    await unit.EmitAsync(Action("streams.key-deleted", key, actor, at), actor);
                }
            },
            cancellation);

    private static ActionRecorded Action(string action, StreamKey key, string actor, DateTimeOffset at) => new(
        Guid.CreateVersion7(at),
        action,
        actor,
        key.Id,
        key.CameraIds is { } cameras ? $"{key.Name}: {cameras.Count} camera(s)" : $"{key.Name}: all cameras",
        at);

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
        Guid Id, string Name, string Username, string ProtectedSecret, string? CameraIds, UserId Owner, string OwnerRoles, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
    {
        public static Row Of(StreamKey key) => new(
            key.Id,
            key.Name,
            key.Username,
            key.ProtectedSecret,
            key.CameraIds is null ? null : JsonSerializer.Serialize(key.CameraIds, WireFormat.Exact),
            key.Owner,
            JsonSerializer.Serialize(key.OwnerRoles, WireFormat.Exact),
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
            OwnerRoles = JsonSerializer.Deserialize<List<string>>(OwnerRoles, WireFormat.Exact)!,
            CreatedAt = CreatedAt,
            LastUsedAt = LastUsedAt,
        };
    }
}
