using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>A user, as far as owning a property goes.</summary>
internal sealed record Person(UserId Id, string Username, string FullName, IReadOnlyList<string> Roles, bool Active)
{
    /// <summary>Who owns has the role for it; administrators may own as well.</summary>
    public bool MayOwn => Active && (Roles.Contains(Platform.Access.Roles.Owner) || Roles.Contains(Platform.Access.Roles.Administrator));
}
