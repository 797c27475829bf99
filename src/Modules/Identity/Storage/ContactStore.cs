using Dapper;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;
using Contact = Vedette.Identity.Domain.Contact;

namespace Vedette.Identity.Storage;

/// <summary>How people can be told something.</summary>
internal sealed class ContactStore(Database<IdentityModule> database)
{
    private const string Select = $"select {ContactRow.Columns} from contacts where user_id = @user order by place";

    public Task<IReadOnlyList<Contact>> ListAsync(UserId user, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Contact>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<ContactRow>(new CommandDefinition(Select, new { user }, cancellationToken: cancellation));
                return [.. rows.Select(row => row.ToContact())];
            },
            cancellation);

    /// <summary>Replaces a user's contacts; refused when there is no such user.</summary>
    public Task<Refusal?> ReplaceAsync(UserId user, IReadOnlyList<Contact> contacts, Deed deed, CancellationToken cancellation) =>
        database.WriteAsync<Refusal?>(
            async unit =>
            {
                // Writing the row first locks it: of two replacements at once one comes after the other.
                if (await unit.ExecuteAsync("update users set id = id where id = @user", new { user }) == 0)
                {
                    return Refusal.NotFound;
                }

                var before = await unit.QueryAsync<ContactRow>(Select, new { user });
                if (!before.Select(row => row.ToContact()).SequenceEqual(contacts))
                {
                    await ReplaceAsync(unit, user, contacts, deed.Actor);
                    await unit.EmitAsync(deed.Record("contacts-changed", user, Describe(contacts)), deed.Actor);
                }

                return null;
            },
            cancellation);

    /// <summary>Replaces a user's contacts within a larger change.</summary>
    public static async Task ReplaceAsync(UnitOfWork unit, UserId user, IReadOnlyList<Contact> contacts, string actor)
    {
        _ = await unit.ExecuteAsync("delete from contacts where user_id = @user", new { user });
        foreach (var (place, contact) in contacts.Index())
        {
            _ = await unit.ExecuteAsync(
                "insert into contacts (user_id, place, type, value) values (@user, @place, @TypeName, @Value)",
                new { user, place, contact.TypeName, contact.Value });
        }

        await unit.EmitAsync(
            new ContactsModified(user, [.. contacts.Select(contact => new Contracts.Identity.Contact(contact.TypeName, contact.Value))]),
            actor);
    }

    // A webhook's address may hold a key: only where it leads is told.
    private static string Describe(IReadOnlyList<Contact> contacts) => string.Join(
        ", ",
        contacts.Select(contact => contact.Type == ContactType.Webhook ? $"webhook at {new Uri(contact.Value).Host}" : $"{contact.TypeName} {contact.Value}"));
}
