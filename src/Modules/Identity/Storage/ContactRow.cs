using Vedette.Foundation;
using Vedette.Identity.Domain;

namespace Vedette.Identity.Storage;

/// <summary>A contact as the table has it.</summary>
internal sealed record ContactRow(UserId UserId, string Type, string Value)
{
    public const string Columns = "user_id, type, value";

    public Contact ToContact() => new(Contact.TypeNamed(Type) ?? throw new InvalidOperationException($"{Type} is no type of contact."), Value);
}
