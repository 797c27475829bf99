using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

internal sealed class UserStore(Database<IdentityModule> database)
{
    private const string Select = "select id, username, password_hash, roles, enabled from users";

    /// <summary>Whether there is any user at all.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>(
                new CommandDefinition("select count(*) from users", cancellationToken: cancellation)) > 0,
            cancellation);

    /// <summary>Adds a user; false when the name is taken.</summary>
    public async Task<bool> AddAsync(User user, string actor, DateTimeOffset at, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    _ = await unit.ExecuteAsync(
                        """
                        insert into users (id, username, sign_in_name, password_hash, roles, enabled, created_at)
                        values (@Id, @Username, @SignInName, @PasswordHash, @Roles, @Enabled, @at)
                        """,
                        new
                        {
                            user.Id,
                            user.Username,
                            SignInName = User.SignInName(user.Username),
                            user.PasswordHash,
                            Roles = string.Join(' ', user.Roles),
                            user.Enabled,
                            at,
                        });
                    await unit.EmitAsync(new UserAdded(user.Id, user.Username, user.Roles), actor);
                    await unit.EmitAsync(Deed("user-added", user.Id, actor, user.Username, at), actor);
                },
                cancellation);
            return true;
        }
        catch (ConstraintViolationException violation) when (violation.Kind == ConstraintKind.Unique)
        {
            return false;
        }
    }

    public Task<User?> FindByNameAsync(string username, CancellationToken cancellation) =>
        FindAsync($"{Select} where sign_in_name = @name", new { name = User.SignInName(username) }, cancellation);

    public Task<User?> FindAsync(UserId id, CancellationToken cancellation) =>
        FindAsync($"{Select} where id = @id", new { id }, cancellation);

    /// <summary>
    /// Replaces the password and ends all sign-ins but <paramref name="keptSignIn"/>; false when the password was changed by
    /// somebody else since <paramref name="user"/> was read.
    /// </summary>
    public Task<bool> ChangePasswordAsync(User user, string newHash, Guid? keptSignIn, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ExecuteAsync(
                    "update users set password_hash = @newHash where id = @Id and password_hash = @PasswordHash",
                    new { user.Id, user.PasswordHash, newHash }) == 0)
                {
                    return false;
                }

                _ = await unit.ExecuteAsync(
                    "update sign_ins set ended_at = @at where user_id = @Id and ended_at is null and id <> @kept",
                    new { user.Id, at, kept = keptSignIn ?? Guid.Empty });
                await unit.EmitAsync(Deed("password-changed", user.Id, user.Id.ToString(), "", at), user.Id.ToString());
                return true;
            },
            cancellation);

    /// <summary>What the audit trail will tell of something done to a user.</summary>
    public static ActionRecorded Deed(string action, UserId user, string actor, string detail, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), $"identity.{action}", actor, user.Value, detail, at);

    private Task<User?> FindAsync(string sql, object args, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, args, cancellationToken: cancellation));
                return row is null
                    ? null
                    : new User(row.Id, row.Username, row.PasswordHash, row.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Enabled);
            },
            cancellation);

    private sealed record Row(UserId Id, string Username, string PasswordHash, string Roles, bool Enabled);
}
