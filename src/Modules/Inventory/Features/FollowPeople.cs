using Vedette.Contracts.Identity;
using Vedette.Inventory.Domain;
using Vedette.Inventory.Storage;
using Vedette.Platform.Messaging;

namespace Vedette.Inventory.Features;

/// <summary>Keeps in step with the users: who may own a property, what owners are called, and what nobody owns any more.</summary>
internal sealed class FollowPeople(PeopleStore people)
{
    public Task HandleAsync(UserAdded added, CancellationToken cancellation) =>
        people.PutAsync(added.UserId, added.Username, null, added.Roles, active: true, cancellation);

    public Task HandleAsync(UserUpdated updated, CancellationToken cancellation) =>
        people.PutAsync(
            updated.UserId, updated.Username, $"{updated.FirstName} {updated.LastName}".Trim(), updated.Roles, updated.Active, cancellation);

    public Task HandleAsync(AccessChanged changed, CancellationToken cancellation) =>
        people.ChangeAccessAsync(changed.UserId, changed.Username, changed.Roles, changed.Active, cancellation);

    public Task HandleAsync(UserDeleted deleted, EventContext context, CancellationToken cancellation) =>
        people.RemoveAsync(deleted.UserId, new Deed(context.Actor, context.Time), cancellation);
}
