using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Sign-ins and the refresh tokens that keep them alive.</summary>
internal sealed class SignInStore(Database<IdentityModule> database)
{
    /// <summary>
    /// Starts a sign-in with its first refresh token; null when the user's password was changed or the user was switched off
    /// since <paramref name="user"/> was read. With <paramref name="newHash"/> the password is stored hashed anew, because the
    /// settings ask for more than before.
    /// </summary>
    public Task<Guid?> StartAsync(
        User user,
        string? newHash,
        string refreshHash,
        DateTimeOffset expiresAt,
        string? address,
        DateTimeOffset at,
        CancellationToken cancellation) =>
        database.WriteAsync<Guid?>(
            async unit =>
            {
                var isStillRight = await unit.ExecuteAsync(
                    """
                    update users set last_sign_in_at = @at, password_hash = coalesce(@newHash, password_hash)
                    where id = @Id and password_hash = @PasswordHash and enabled = @Enabled
                    """,
                    new { user.Id, user.PasswordHash, user.Enabled, newHash, at }) == 1;
                if (!isStillRight)
                {
                    return null;
                }

                var signIn = Guid.CreateVersion7(at);
                _ = await unit.ExecuteAsync(
                    "insert into sign_ins (id, user_id, started_at, address) values (@signIn, @Id, @at, @address)",
                    new { signIn, user.Id, at, address });
                await AddTokenAsync(unit, signIn, refreshHash, expiresAt);
                await unit.EmitAsync(new UserLoggedIn(user.Id, address), user.Id.ToString());
                await unit.EmitAsync(UserStore.Deed("signed-in", user.Id, user.Id.ToString(), address ?? "", at), user.Id.ToString());
                return signIn;
            },
            cancellation);

    /// <summary>Exchanges a refresh token for the next one, or ends its sign-in when it was used before.</summary>
    /// <returns>The verdict and, whenever the token is known, what it was.</returns>
    public Task<(RefreshVerdict Verdict, RefreshToken? Token)> ExchangeAsync(
        string hash,
        string nextHash,
        DateTimeOffset nextExpiresAt,
        DateTimeOffset at,
        CancellationToken cancellation) =>
        database.WriteAsync<(RefreshVerdict, RefreshToken?)>(
            async unit =>
            {
                // Writing the row first locks it on both databases: of two exchanges at once one sees the other's.
                _ = await unit.ExecuteAsync("update refresh_tokens set used_at = used_at where hash = @hash", new { hash });
                var token = await unit.QuerySingleOrDefaultAsync<RefreshToken>(
                    """
                    select t.hash, t.sign_in_id, s.user_id, t.expires_at, t.used_at, s.ended_at
                    from refresh_tokens t join sign_ins s on s.id = t.sign_in_id
                    where t.hash = @hash
                    """,
                    new { hash });
                var verdict = token?.Judge(at) ?? RefreshVerdict.Invalid;
                if (verdict == RefreshVerdict.Good)
                {
                    _ = await unit.ExecuteAsync("update refresh_tokens set used_at = @at where hash = @hash", new { hash, at });
                    await AddTokenAsync(unit, token!.SignInId, nextHash, nextExpiresAt);
                }
                else if (verdict == RefreshVerdict.Reused)
                {
                    _ = await unit.ExecuteAsync("update sign_ins set ended_at = @at where id = @SignInId", new { token!.SignInId, at });
                    await unit.EmitAsync(UserStore.Deed("refresh-token-reused", token.UserId, "system", "The sign-in was ended.", at), "system");
                }

                return (verdict, token);
            },
            cancellation);

    /// <summary>Ends the sign-in of a refresh token, if it is that user's.</summary>
    public Task EndAsync(string hash, UserId user, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var ended = await unit.ExecuteAsync(
                    """
                    update sign_ins set ended_at = @at
                    where user_id = @user and ended_at is null and id in (select sign_in_id from refresh_tokens where hash = @hash)
                    """,
                    new { hash, user, at });
                if (ended > 0)
                {
                    await unit.EmitAsync(UserStore.Deed("signed-out", user, user.ToString(), "", at), user.ToString());
                }
            },
            cancellation);

    /// <summary>Deletes what has expired.</summary>
    public Task PurgeAsync(DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync("delete from refresh_tokens where expires_at < @now", new { now });
                _ = await unit.ExecuteAsync(
                    "delete from sign_ins where not exists (select 1 from refresh_tokens t where t.sign_in_id = sign_ins.id)");
            },
            cancellation);

    private static Task<int> AddTokenAsync(UnitOfWork unit, Guid signIn, string hash, DateTimeOffset expiresAt) =>
        unit.ExecuteAsync(
            "insert into refresh_tokens (hash, sign_in_id, expires_at) values (@hash, @signIn, @expiresAt)",
            new { hash, signIn, expiresAt });
}
