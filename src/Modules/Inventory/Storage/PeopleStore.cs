using Vedette.Foundation;
using Vedette.Inventory.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Inventory.Storage;

/// <summary>A copy of what Identity tells of users: who may own a property, and what owners are called.</summary>
internal sealed class PeopleStore(Database<InventoryModule> database)
{
    /// <summary>Replaces a user, or adds one. A full name nobody told leaves the one that is known.</summary>
    public Task PutAsync(UserId id, string username, string? fullName, IReadOnlyList<string> roles, bool active, CancellationToken cancellation) =>
        database.WriteAsync(
            unit => unit.ExecuteAsync(
                """
                insert into people (id, username, full_name, roles, active) values (@id, @username, coalesce(@fullName, ''), @roles, @active)
                on conflict (id) do update set username = excluded.username, roles = excluded.roles, active = excluded.active,
                    full_name = coalesce(@fullName, people.full_name)
                """,
                new { id, username, fullName, roles = string.Join(' ', roles), active }),
            cancellation);

    /// <summary>A user may do something else now. Who is not known and may do nothing any more was deleted.</summary>
    public Task ChangeAccessAsync(UserId id, string username, IReadOnlyList<string> roles, bool active, CancellationToken cancellation) =>
        active
            ? PutAsync(id, username, null, roles, active, cancellation)
            : database.WriteAsync(
                unit => unit.ExecuteAsync(
                    "update people set username = @username, roles = @roles, active = @active where id = @id",
                    new { id, username, roles = string.Join(' ', roles), active }),
                cancellation);

    /// <summary>Forgets a user, whose properties are nobody's then.</summary>
    public Task RemoveAsync(UserId id, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync(
            async unit =>
            {
                await PropertyStore.DisownAsync(unit, id, deed);
                _ = await unit.ExecuteAsync("delete from people where id = @id", new { id });
            },
            cancellation);

    public static async Task<Person?> FindAsync(UnitOfWork unit, UserId id) =>
        await unit.QuerySingleOrDefaultAsync<Row>("select id, username, full_name, roles, active from people where id = @id", new { id }) is { } row
            ? new Person(row.Id, row.Username, row.FullName, row.Roles.Split(' '), row.Active)
            : null;

    private sealed record Row(UserId Id, string Username, string FullName, string Roles, bool Active);
}
