using Dapper;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Sign-ins and the refresh tokens that keep them alive.</summary>
internal sealed class SignInStore(Database<IdentityModule> database)
{
    /// <summary>More doors than one has devices; of more than that the oldest is closed.</summary>
    public const int MostOfOneUser = 100;

    /// <summary>
    /// Starts a sign-in with its first refresh token; null when the user's password was changed or the user was switched off
    /// since <paramref name="user"/> was read. With <paramref name="newHash"/> the password is stored hashed anew, because the
    /// settings ask for more than before.
    /// </summary>
    /// <returns>The sign-in, and the one that was ended because there were too many.</returns>
    public Task<(Guid? Started, Guid? Ended)> StartAsync(
        User user,
        string? newHash,
        string refreshHash,
        DateTimeOffset expiresAt,
        Origin origin,
        string? provider,
        DateTimeOffset at,
        CancellationToken cancellation) =>
        database.WriteAsync<(Guid?, Guid?)>(
            async unit =>
            {
                var isStillRight = await unit.ExecuteAsync(
                    """
                    update users set last_sign_in_at = @at, password_hash = coalesce(@newHash, password_hash)
                    where id = @Id and password_hash = @PasswordHash and enabled = @Enabled
                    """,
                    new { user.Id, PasswordHash = user.PasswordHash ?? "", user.Enabled, newHash, at }) == 1;
                if (!isStillRight)
                {
                    return default;
                }

                var (signIn, actor) = (Guid.CreateVersion7(at), user.Id.ToString());
                _ = await unit.ExecuteAsync(
                    """
                    insert into sign_ins (id, user_id, started_at, last_seen_at, address, device)
                    values (@signIn, @Id, @at, @at, @Address, @Device)
                    """,
                    new { signIn, user.Id, at, origin.Address, origin.Device });
                await AddTokenAsync(unit, signIn, refreshHash, expiresAt);
                await unit.EmitAsync(new UserLoggedIn(user.Id, origin.Address), actor);
                await unit.EmitAsync(
                    SignInDeed.Of("signed-in", user.Id, actor, provider is null ? origin.Device ?? "" : $"{origin.Device}, by {provider}", origin.Address, at),
                    actor);
                return (signIn, await EndOldestAsync(unit, user.Id, signIn, at));
            },
            cancellation);

    /// <summary>Exchanges a refresh token for the next one, or ends its sign-in when it was used before.</summary>
    /// <returns>The verdict and, whenever the token is known, what it was.</returns>
    public Task<(RefreshVerdict Verdict, RefreshToken? Token)> ExchangeAsync(
        string hash,
        string nextHash,
        DateTimeOffset nextExpiresAt,
        string? address,
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
                    _ = await unit.ExecuteAsync(
                        "update sign_ins set last_seen_at = @at, address = coalesce(@address, address) where id = @SignInId",
                        new { token!.SignInId, address, at });
                    await AddTokenAsync(unit, token.SignInId, nextHash, nextExpiresAt);
                }
                else if (verdict == RefreshVerdict.Reused)
                {
                    _ = await EndAsync(unit, token!.UserId, "system", at, "id = @id", new { user = token.UserId, at, id = token.SignInId });
                    await unit.EmitAsync(
                        SignInDeed.Of("refresh-token-reused", token.UserId, "system", "The sign-in was ended.", address, at) with { Failed = true },
                        "system");
                }

                return (verdict, token);
            },
            cancellation);

    /// <summary>The sign-ins of a user that go on, newest first.</summary>
    public Task<IReadOnlyList<OpenSignIn>> ListAsync(UserId user, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<OpenSignIn>>(
            async connection => (await connection.QueryAsync<OpenSignIn>(new CommandDefinition(
                """
                select id, started_at, coalesce(last_seen_at, started_at) as last_seen_at, address, device from sign_ins s
                where user_id = @user and ended_at is null
                    and exists (select 1 from refresh_tokens t where t.sign_in_id = s.id and t.used_at is null and t.expires_at > @now)
                order by last_seen_at desc, id desc limit @most
                """,
                new { user, now, most = MostOfOneUser },
                cancellationToken: cancellation))).AsList(),
            cancellation);

    /// <summary>Ends the sign-in of a refresh token, if it is that user's.</summary>
    /// <returns>Which it was; null when there was nothing to end.</returns>
    public Task<Guid?> EndByTokenAsync(string hash, Caller by, DateTimeOffset at, CancellationToken cancellation) =>
        EndOneAsync("id in (select sign_in_id from refresh_tokens where hash = @hash)", new { user = by.UserId, at, hash }, "signed-out", by.UserId, by, at, cancellation);

    /// <summary>Ends one sign-in of a user, for the caller.</summary>
    /// <returns>Which it was; null when the user has no such sign-in that goes on.</returns>
    public Task<Guid?> EndAsync(Guid signIn, UserId user, Caller by, DateTimeOffset at, CancellationToken cancellation) =>
        EndOneAsync("id = @signIn", new { user, at, signIn }, signIn == by.SignIn ? "signed-out" : "sign-in-ended", user, by, at, cancellation);

    /// <summary>Ends every sign-in of a user, for the caller.</summary>
    public Task<IReadOnlyList<Guid>> EndAllAsync(UserId user, Caller by, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var ended = await EndAllAsync(unit, user, null, by.Actor, at);
                await unit.EmitAsync(SignInDeed.Of("signed-out-everywhere", user, by.Actor, $"Sign-ins: {ended.Count}.", by.Address, at), by.Actor);
                return ended;
            },
            cancellation);

    /// <summary>Ends every sign-in of a user but <paramref name="kept"/> with somebody else's change, and tells the others.</summary>
    /// <returns>Which they were: to be handed to <c>SignInEnds</c> after the commit.</returns>
    public static Task<IReadOnlyList<Guid>> EndAllAsync(UnitOfWork unit, UserId user, Guid? kept, string actor, DateTimeOffset at) =>
        EndAsync(unit, user, actor, at, "id <> @kept", new { user, at, kept = kept ?? Guid.Empty });

    /// <summary>Deletes what has expired.</summary>
    public Task PurgeAsync(DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync("delete from refresh_tokens where expires_at < @now", new { now });
                _ = await unit.ExecuteAsync("delete from sign_in_codes where expires_at < @now", new { now });
                _ = await unit.ExecuteAsync(
                    "delete from sign_ins where not exists (select 1 from refresh_tokens t where t.sign_in_id = sign_ins.id)");
            },
            cancellation);

    private Task<Guid?> EndOneAsync(string which, object args, string action, UserId user, Caller by, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync<Guid?>(
            async unit =>
            {
                if (await EndAsync(unit, user, by.Actor, at, which, args) is not [var ended])
                {
                    return null;
                }

                await unit.EmitAsync(SignInDeed.Of(action, user, by.Actor, "", by.Address, at), by.Actor);
                return ended;
            },
            cancellation);

    private static async Task<Guid?> EndOldestAsync(UnitOfWork unit, UserId user, Guid newest, DateTimeOffset at)
    {
        const string oldest =
            """
            id in (select id from sign_ins where user_id = @user and ended_at is null and id <> @newest
                order by coalesce(last_seen_at, started_at) desc, id desc limit 1 offset @most)
            """;
        return await EndAsync(unit, user, "system", at, oldest, new { user, at, newest, most = MostOfOneUser - 1 }) is [var ended] ? ended : null;
    }

    private static async Task<IReadOnlyList<Guid>> EndAsync(UnitOfWork unit, UserId user, string actor, DateTimeOffset at, string which, object args)
    {
        var ended = await unit.QueryAsync<Guid>(
            $"update sign_ins set ended_at = @at where user_id = @user and ended_at is null and {which} returning id", args);
        foreach (var signIn in ended)
        {
            await unit.EmitAsync(new SignInEnded(signIn, user, at), actor);
        }

        return ended;
    }

    private static Task<int> AddTokenAsync(UnitOfWork unit, Guid signIn, string hash, DateTimeOffset expiresAt) =>
        unit.ExecuteAsync(
            "insert into refresh_tokens (hash, sign_in_id, expires_at) values (@hash, @signIn, @expiresAt)",
            new { hash, signIn, expiresAt });
}
