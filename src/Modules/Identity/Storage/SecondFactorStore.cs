using Dapper;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Secrets of authenticator apps, encrypted, and recovery codes, hashed.</summary>
internal sealed class SecondFactorStore(Database<IdentityModule> database, SecretProtector secrets)
{
    private const string Purpose = "second-factor";

    private const string Select = "select user_id, protected_secret, confirmed_at, last_step, failures, failed_at from second_factors where user_id = @user";

    public Task<SecondFactor?> FindAsync(UserId user, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => ToFactor(await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { user }, cancellationToken: cancellation))),
            cancellation);

    public Task<int> CountRecoveryCodesAsync(UserId user, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select count(*) from recovery_codes where user_id = @user and used_at is null", new { user }, cancellationToken: cancellation)),
            cancellation);

    /// <summary>Keeps a secret until it is confirmed, in place of one that was not; false when there is one in use.</summary>
    public Task<bool> BeginAsync(UserId user, byte[] secret, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit => await unit.ExecuteAsync(
                """
                insert into second_factors (user_id, protected_secret, created_at) values (@user, @secret, @at)
                on conflict (user_id) do update set protected_secret = excluded.protected_secret, created_at = excluded.created_at, failures = 0
                where second_factors.confirmed_at is null
                """,
                new { user, secret = secrets.Protect(Purpose, Convert.ToBase64String(secret)), at }) == 1,
            cancellation);

    /// <summary>
    /// Takes a code from the app, or a recovery code, and spends it. Wrong ones are counted. Recovery codes are not guessed, so they are
    /// good even while the app's codes have to wait.
    /// </summary>
    public Task<SecondFactorVerdict> SpendAsync(UserId user, string code, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (RecoveryCode.IsOne(code))
                {
                    return new SecondFactorVerdict(await SpendRecoveryCodeAsync(unit, user, code, now));
                }

                return await JudgeAsync(unit, user, code, now);
            },
            cancellation);

    /// <summary>Turns the second factor on, if the code is right; gives the hashes of its recovery codes their place.</summary>
    public Task<SecondFactorVerdict> ConfirmAsync(
        UserId user, string code, IReadOnlyList<string> recoveryHashes, string? address, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var verdict = await JudgeAsync(unit, user, code, now);
                if (verdict.IsGood)
                {
                    _ = await unit.ExecuteAsync("update second_factors set confirmed_at = @now where user_id = @user", new { user, now });
                    await ReplaceRecoveryCodesAsync(unit, user, recoveryHashes);
                    await unit.EmitAsync(SignInDeed.Of("second-factor-added", user, user.ToString(), "", address, now), user.ToString());
                }

                return verdict;
            },
            cancellation);

    /// <summary>New recovery codes in place of the old ones; false when there is no second factor.</summary>
    public Task<bool> RenewRecoveryCodesAsync(UserId user, IReadOnlyList<string> hashes, string? address, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                // Written first: of two at once one waits for the other.
                if (await unit.ExecuteAsync("update second_factors set failures = failures where user_id = @user and confirmed_at is not null", new { user }) == 0)
                {
                    return false;
                }

                await ReplaceRecoveryCodesAsync(unit, user, hashes);
                await unit.EmitAsync(SignInDeed.Of("recovery-codes-renewed", user, user.ToString(), "", address, now), user.ToString());
                return true;
            },
            cancellation);

    /// <summary>Takes the second factor away; false when there was none.</summary>
    public Task<bool> RemoveAsync(UserId user, string actor, string? address, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                var wasConfirmed = await unit.QuerySingleOrDefaultAsync<Removed>(
                    "delete from second_factors where user_id = @user returning confirmed_at", new { user }) is { ConfirmedAt: not null };
                _ = await unit.ExecuteAsync("delete from recovery_codes where user_id = @user", new { user });
                if (wasConfirmed)
                {
                    await unit.EmitAsync(SignInDeed.Of("second-factor-removed", user, actor, "", address, at), actor);
                }

                return wasConfirmed;
            },
            cancellation);

    private static async Task<bool> SpendRecoveryCodeAsync(UnitOfWork unit, UserId user, string code, DateTimeOffset now)
    {
        var isGood = await unit.ExecuteAsync(
            "update recovery_codes set used_at = @now where user_id = @user and hash = @hash and used_at is null",
            new { user, hash = RecoveryCode.HashOf(code), now }) == 1;
        if (isGood)
        {
            await unit.EmitAsync(SignInDeed.Of("recovery-code-used", user, user.ToString(), "", null, now), user.ToString());
        }

        return isGood;
    }

    private static async Task ReplaceRecoveryCodesAsync(UnitOfWork unit, UserId user, IReadOnlyList<string> hashes)
    {
        _ = await unit.ExecuteAsync("delete from recovery_codes where user_id = @user", new { user });
        foreach (var hash in hashes)
        {
            _ = await unit.ExecuteAsync("insert into recovery_codes (user_id, hash) values (@user, @hash)", new { user, hash });
        }
    }

    private async Task<SecondFactorVerdict> JudgeAsync(UnitOfWork unit, UserId user, string code, DateTimeOffset now)
    {
        // Writing the row first locks it on both databases: of two tries with one code the second sees the first.
        _ = await unit.ExecuteAsync("update second_factors set failures = failures where user_id = @user", new { user });
        if (ToFactor(await unit.QuerySingleOrDefaultAsync<Row>(Select, new { user })) is not { } factor)
        {
            return default;
        }

        if (factor.WaitAt(now) is { } wait)
        {
            return new SecondFactorVerdict(false, wait);
        }

        if (factor.Accept(code, now) is { } step)
        {
            _ = await unit.ExecuteAsync("update second_factors set last_step = @step, failures = 0, failed_at = null where user_id = @user", new { user, step });
            return new SecondFactorVerdict(true);
        }

        _ = await unit.ExecuteAsync("update second_factors set failures = failures + 1, failed_at = @now where user_id = @user", new { user, now });
        return default;
    }

    private SecondFactor? ToFactor(Row? row) => row is null
        ? null
        : new SecondFactor(
            row.UserId,
            Convert.FromBase64String(secrets.Unprotect(Purpose, row.ProtectedSecret)),
            row.ConfirmedAt,
            row.LastStep,
            (int)row.Failures,
            row.FailedAt);

    private sealed record Row(UserId UserId, string ProtectedSecret, DateTimeOffset? ConfirmedAt, long LastStep, long Failures, DateTimeOffset? FailedAt);

    private sealed record Removed(DateTimeOffset? ConfirmedAt);
}
