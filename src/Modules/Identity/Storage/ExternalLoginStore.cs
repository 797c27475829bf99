using Dapper;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Who is who at which identity provider, and the one-time codes that bring them to the console.</summary>
internal sealed class ExternalLoginStore(Database<IdentityModule> database)
{
    public Task<UserId?> FindUserAsync(ExternalLogin login, CancellationToken cancellation) =>
        database.ReadAsync<UserId?>(
            async connection => await connection.QuerySingleOrDefaultAsync<Owner>(new CommandDefinition(
                "select user_id from external_logins where provider = @Provider and subject = @Subject", login, cancellationToken: cancellation)) is { } owner
                ? owner.UserId
                : null,
            cancellation);

    public Task<IReadOnlyList<ExternalLogin>> ListAsync(UserId user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ExternalLogin>>(
            async connection => (await connection.QueryAsync<ExternalLogin>(new CommandDefinition(
                "select provider, subject from external_logins where user_id = @user order by provider, subject", new { user }, cancellationToken: cancellation))).AsList(),
            cancellation);

    /// <summary>Ties somebody at a provider to a user, unless they are tied already.</summary>
    public Task LinkAsync(ExternalLogin login, UserId user, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync(unit => LinkAsync(unit, login, user, deed), cancellation);

    /// <summary>
    /// Ties somebody at a provider to a user who was here before, and takes away all that opened the account until now: whoever put the
    /// address there need not be its owner, and must not stay behind in the owner's account.
    /// </summary>
    /// <returns>The sign-ins and API keys that were ended.</returns>
    public Task<IReadOnlyList<Guid>> HandOverAsync(ExternalLogin login, UserId user, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Guid>>(
            async unit =>
            {
                if (!await LinkAsync(unit, login, user, deed))
                {
                    return [];
                }

                _ = await unit.ExecuteAsync("update users set password_hash = '' where id = @user", new { user });
                _ = await unit.ExecuteAsync("delete from second_factors where user_id = @user", new { user });
                _ = await unit.ExecuteAsync("delete from recovery_codes where user_id = @user", new { user });
                var keys = await unit.QueryAsync<Guid>("delete from api_keys where user_id = @user returning id", new { user });
                foreach (var key in keys)
                {
                    await unit.EmitAsync(new SignInEnded(key, user, deed.At), deed.Actor);
                }

                return [.. keys, .. await SignInStore.EndAllAsync(unit, user, null, deed.Actor, deed.At)];
            },
            cancellation);

    public Task AddCodeAsync(string hash, SignInCode code, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                "insert into sign_in_codes (hash, user_id, provider, expires_at) values (@hash, @UserId, @Provider, @ExpiresAt)",
                new { hash, code.UserId, code.Provider, code.ExpiresAt }),
            cancellation);

    /// <summary>Spends a code: it is gone, good or not.</summary>
    public Task<SignInCode?> TakeCodeAsync(string hash, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit => await unit.QuerySingleOrDefaultAsync<SignInCode>(
                "delete from sign_in_codes where hash = @hash returning user_id, provider, expires_at", new { hash }) is { } code && now < code.ExpiresAt
                ? code
                : null,
            cancellation);

    private static async Task<bool> LinkAsync(UnitOfWork unit, ExternalLogin login, UserId user, Deed deed)
    {
        var isNew = await unit.ExecuteAsync(
            """
            insert into external_logins (provider, subject, user_id, linked_at) values (@Provider, @Subject, @user, @At)
            on conflict (provider, subject) do nothing
            """,
            new { login.Provider, login.Subject, user, deed.At }) == 1;
        if (isNew)
        {
            await unit.EmitAsync(deed.Record("external-login-linked", user, login.Provider), deed.Actor);
        }

        return isNew;
    }

    private sealed record Owner(UserId UserId);
}
