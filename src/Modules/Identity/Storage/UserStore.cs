using Dapper;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;
using Contact = Vedette.Identity.Domain.Contact;

namespace Vedette.Identity.Storage;

internal sealed class UserStore(Database<IdentityModule> database, AccessChanges changes)
{
    private const string Select = $"select {UserRow.Columns} from users";

    /// <summary>Whether there is any user at all.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>(
                new CommandDefinition("select count(*) from users", cancellationToken: cancellation)) > 0,
            cancellation);

    /// <summary>Adds a user with contacts; refused when the name or the e-mail address is taken.</summary>
    public Task<Refusal?> AddAsync(User user, IReadOnlyList<Contact> contacts, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync(
            deed.Actor,
            deed.At,
            async change =>
            {
                var unit = change.Unit;
                if (await TakenAsync(unit, user) is { } taken)
                {
                    return taken;
                }

                _ = await unit.ExecuteAsync(
                    """
                    insert into users (
                        id, username, sign_in_name, password_hash, roles, enabled, email, email_key, first_name, last_name, name_key, search_key, created_at)
                    values (
                        @Id, @Username, @SignInName, @PasswordHash, @Roles, @Enabled, @Email, @EmailKey, @FirstName, @LastName, @NameKey, @SearchKey, @CreatedAt)
                    """,
                    UserRow.ArgumentsOf(user with { CreatedAt = deed.At }));
                await unit.EmitAsync(new UserAdded(user.Id, user.Username, user.Roles), deed.Actor);
                if (user.Email is not null || user.FirstName.Length + user.LastName.Length > 0 || !user.Enabled)
                {
                    await unit.EmitAsync(Updated(user), deed.Actor);
                }

                if (contacts.Count > 0)
                {
                    await ContactStore.ReplaceAsync(unit, user.Id, contacts, deed.Actor);
                }

                await unit.EmitAsync(deed.Record("user-added", user.Id, $"{user.Username} ({string.Join(' ', user.Roles)})"), deed.Actor);
                return (Refusal?)null;
            },
            cancellation);

    /// <summary>The user who signs in with that name or e-mail address.</summary>
    public Task<User?> FindByNameAsync(string name, CancellationToken cancellation) =>
        // PostgreSQL takes no text with a NUL.
        name.Any(char.IsControl) ? Task.FromResult<User?>(null)
            : name.Contains('@', StringComparison.Ordinal)
            ? FindAsync($"{Select} where email_key = @key", new { key = EmailAddress.Key(name) }, cancellation)
            : FindAsync($"{Select} where sign_in_name = @key", new { key = User.SignInName(name) }, cancellation);

    public Task<User?> FindAsync(UserId id, CancellationToken cancellation) =>
        FindAsync($"{Select} where id = @id", new { id }, cancellation);

    /// <summary>
    /// Changes a user and gives the user as it is then. Refused when a name is taken or no active administrator would be left.
    /// </summary>
    public Task<(Refusal? Refusal, User? User)> ChangeAsync(UserId id, UserChange asked, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync<(Refusal?, User?)>(
            deed.Actor,
            deed.At,
            async change =>
            {
                var unit = change.Unit;
                if (await ReadAsync(unit, id) is not { } before)
                {
                    return (Refusal.NotFound, null);
                }

                var user = asked.Apply(before);
                var difference = UserChange.Describe(before, user);
                if (difference.Length == 0)
                {
                    return (null, before);
                }

                if (await TakenAsync(unit, user) is { } taken)
                {
                    return (taken, null);
                }

                if (UserChange.IsActiveAdministrator(before) && !UserChange.IsActiveAdministrator(user) && await IsLastAdministratorAsync(unit, id))
                {
                    return (Refusal.LastAdministrator, null);
                }

                _ = await unit.ExecuteAsync(
                    """
                    update users set
                        username = @Username, sign_in_name = @SignInName, password_hash = @PasswordHash, roles = @Roles, enabled = @Enabled, email = @Email,
                        email_key = @EmailKey, first_name = @FirstName, last_name = @LastName, name_key = @NameKey, search_key = @SearchKey
                    where id = @Id
                    """,
                    UserRow.ArgumentsOf(user));
                await unit.EmitAsync(Updated(user), deed.Actor);
                await unit.EmitAsync(deed.Record("user-changed", id, $"{before.Username}: {difference}"), deed.Actor);
                if (UserChange.MustSignInAgain(before, user))
                {
                    await change.EndSignInsAsync(id, deed.Actor, deed.At);
                }

                if (!UserChange.SameAccess(before, user))
                {
                    change.Touch(id);
                }

                return (null, user);
            },
            cancellation);

    /// <summary>
    /// Deletes a user with everything that is the user's. Refused for the last active administrator and, unless
    /// <paramref name="mayUnassign"/>, for who owns properties.
    /// </summary>
    public Task<Refusal?> RemoveAsync(UserId id, bool mayUnassign, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync(
            deed.Actor,
            deed.At,
            async change =>
            {
                var unit = change.Unit;
                if (await ReadAsync(unit, id) is not { } user)
                {
                    return Refusal.NotFound;
                }

                if (UserChange.IsActiveAdministrator(user) && await IsLastAdministratorAsync(unit, id))
                {
                    return Refusal.LastAdministrator;
                }

                if (!mayUnassign && await unit.QuerySingleOrDefaultAsync<long>("select count(*) from places where owner_id = @id", new { id }) > 0)
                {
                    return Refusal.OwnsProperties;
                }

                _ = await unit.ExecuteAsync("update places set owner_id = null where owner_id = @id", new { id });
                _ = await unit.ExecuteAsync("delete from refresh_tokens where sign_in_id in (select id from sign_ins where user_id = @id)", new { id });
                foreach (var table in (string[])["sign_ins", "contacts", "grants"])
                {
                    _ = await unit.ExecuteAsync($"delete from {table} where user_id = @id", new { id });
                }

                _ = await unit.ExecuteAsync("delete from users where id = @id", new { id });
                await unit.EmitAsync(new UserDeleted(id, user.Username), deed.Actor);
                await unit.EmitAsync(deed.Record("user-removed", id, user.Username), deed.Actor);
                change.Remove(user);
                return (Refusal?)null;
            },
            cancellation);

    /// <summary>Gives a user another password, and ends all sign-ins.</summary>
    /// <returns>What was refused, or the sign-ins that were ended.</returns>
    public Task<(Refusal? Refusal, IReadOnlyList<Guid> Ended)> SetPasswordAsync(UserId id, string hash, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<(Refusal?, IReadOnlyList<Guid>)>(
            async unit =>
            {
                if (await ReadAsync(unit, id) is not { } user)
                {
                    return (Refusal.NotFound, []);
                }

                if (RoleNames.IsService(user.Roles))
                {
                    return (Refusal.ServiceHasNoPassword, []);
                }

                _ = await unit.ExecuteAsync("update users set password_hash = @hash where id = @id", new { id, hash });
                var ended = await SignInStore.EndAllAsync(unit, id, null, deed.Actor, deed.At);
                await unit.EmitAsync(deed.Record("password-set", id, user.Username), deed.Actor);
                return (null, ended);
            },
            cancellation);

    /// <summary>
    /// Replaces the password and ends all sign-ins but <paramref name="keptSignIn"/>; null when the password was changed by
    /// somebody else since <paramref name="user"/> was read.
    /// </summary>
    /// <returns>The sign-ins that were ended.</returns>
    public Task<IReadOnlyList<Guid>?> ChangePasswordAsync(User user, string newHash, Guid? keptSignIn, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Guid>?>(
            async unit =>
            {
                if (await unit.ExecuteAsync(
                    "update users set password_hash = @newHash where id = @Id and password_hash = @PasswordHash",
                    new { user.Id, user.PasswordHash, newHash }) == 0)
                {
                    return null;
                }

                var ended = await SignInStore.EndAllAsync(unit, user.Id, keptSignIn, user.Id.ToString(), at);
                await unit.EmitAsync(Deed("password-changed", user.Id, user.Id.ToString(), "", at), user.Id.ToString());
                return ended;
            },
            cancellation);

    /// <summary>What the audit trail will tell of something done to a user.</summary>
    public static ActionRecorded Deed(string action, UserId user, string actor, string detail, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at), $"identity.{action}", actor, user.Value, detail, at);

    /// <summary>Tells of everybody there is, once: others may have begun to listen after users were added.</summary>
    public Task TellAllOnceAsync(CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                if (await unit.ExecuteAsync("update settings set people_told = @told where people_told <> @told", new { told = true }) == 0)
                {
                    return;
                }

                foreach (var row in await unit.QueryAsync<UserRow>($"select {UserRow.Columns} from users order by id"))
                {
                    await unit.EmitAsync(Updated(row.ToUser()), "system");
                }
            },
            cancellation);

    private static UserUpdated Updated(User user) =>
        new(user.Id, user.Username, user.Email, user.FirstName, user.LastName, user.Roles, user.Enabled);

    private static async Task<User?> ReadAsync(UnitOfWork unit, UserId id) =>
        (await unit.QuerySingleOrDefaultAsync<UserRow>($"{Select} where id = @id", new { id }))?.ToUser();

    private static async Task<Refusal?> TakenAsync(UnitOfWork unit, User user)
    {
        var others = await unit.QueryAsync<string>(
            "select sign_in_name from users where (sign_in_name = @SignInName or email_key = @EmailKey) and id <> @Id",
            UserRow.ArgumentsOf(user));
        return others.Contains(User.SignInName(user.Username)) ? Refusal.NameTaken
            : others.Count > 0 ? Refusal.EmailTaken
            : null;
    }

    private static async Task<bool> IsLastAdministratorAsync(UnitOfWork unit, UserId id) =>
        await unit.QuerySingleOrDefaultAsync<long>(
            "select count(*) from users where enabled and id <> @id and ' ' || roles || ' ' like '% administrator %'",
            new { id }) == 0;

    private Task<User?> FindAsync(string sql, object args, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
                (await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(sql, args, cancellationToken: cancellation)))?.ToUser(),
            cancellation);
}
