using Dapper;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>API keys of people and of programs.</summary>
internal sealed class ApiKeyStore(Database<IdentityModule> database)
{
    private const string Select = "select id, user_id, name, prefix, created_at, expires_at, last_used_at from api_keys";

    public Task<IReadOnlyList<StoredApiKey>> ListAsync(UserId user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredApiKey>>(
            async connection => (await connection.QueryAsync<StoredApiKey>(new CommandDefinition(
                $"{Select} where user_id = @user order by created_at desc, id desc", new { user }, cancellationToken: cancellation))).AsList(),
            cancellation);

    public Task<StoredApiKey?> FindByHashAsync(string hash, CancellationToken cancellation) =>
        FindAsync($"{Select} where hash = @hash", new { hash }, cancellation);

    public Task<StoredApiKey?> FindAsync(Guid id, CancellationToken cancellation) => FindAsync($"{Select} where id = @id", new { id }, cancellation);

    /// <summary>Adds a key; false when the user has as many as one may have.</summary>
    public Task<bool> AddAsync(StoredApiKey key, string hash, string actor, string? address, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                // The user's row is written first, so that of two at once the second counts the first.
                _ = await unit.ExecuteAsync("update users set enabled = enabled where id = @UserId", new { key.UserId });
                if (await unit.QuerySingleOrDefaultAsync<long>("select count(*) from api_keys where user_id = @UserId", new { key.UserId }) >= StoredApiKey.MostOfOneUser)
                {
                    return false;
                }

                _ = await unit.ExecuteAsync(
                    """
                    insert into api_keys (id, user_id, name, prefix, hash, created_at, expires_at)
                    values (@Id, @UserId, @Name, @Prefix, @hash, @CreatedAt, @ExpiresAt)
                    """,
                    new { key.Id, key.UserId, key.Name, key.Prefix, hash, key.CreatedAt, key.ExpiresAt });
                await unit.EmitAsync(
                    SignInDeed.Of("api-key-added", key.UserId, actor, $"{key.Name} ({key.Prefix}…)", address, key.CreatedAt), actor);
                return true;
            },
            cancellation);

    /// <summary>Notes that a key was used, and that somebody signed in with it when that is news.</summary>
    public Task UsedAsync(StoredApiKey key, bool isNews, string? address, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync("update api_keys set last_used_at = @at where id = @Id", new { key.Id, at });
                if (isNews)
                {
                    await unit.EmitAsync(
                        SignInDeed.Of("signed-in-by-api-key", key.UserId, key.UserId.ToString(), $"{key.Name} ({key.Prefix}…)", address, at),
                        key.UserId.ToString());
                }
            },
            cancellation);

    /// <summary>Revokes a key of a user; false when that user has no such key.</summary>
    public Task<bool> RemoveAsync(Guid id, UserId user, string actor, string? address, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.QuerySingleOrDefaultAsync<string>(
                    "delete from api_keys where id = @id and user_id = @user returning name", new { id, user }) is not { } name)
                {
                    return false;
                }

                await unit.EmitAsync(new SignInEnded(id, user, at), actor);
                await unit.EmitAsync(SignInDeed.Of("api-key-removed", user, actor, name, address, at), actor);
                return true;
            },
            cancellation);

    private Task<StoredApiKey?> FindAsync(string sql, object args, CancellationToken cancellation) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<StoredApiKey>(new CommandDefinition(sql, args, cancellationToken: cancellation)),
            cancellation);
}
