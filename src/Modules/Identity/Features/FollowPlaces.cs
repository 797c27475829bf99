using Vedette.Contracts.Inventory;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Messaging;

namespace Vedette.Identity.Features;

/// <summary>Keeps Identity's copy of properties and rooms as Inventory tells it; grants go with the places.</summary>
internal sealed class FollowPlaces(PlaceStore places, TimeProvider time)
{
    public Task HandleAsync(PropertyAdded added, EventContext context, CancellationToken cancellation) =>
        places.PutPropertyAsync(added.PropertyId, added.Name, added.OwnerId, By(context), cancellation);

    public Task HandleAsync(PropertyChanged changed, EventContext context, CancellationToken cancellation) =>
        places.PutPropertyAsync(changed.PropertyId, changed.Name, changed.OwnerId, By(context), cancellation);

    public Task HandleAsync(PropertyRemoved removed, EventContext context, CancellationToken cancellation) =>
        places.RemoveAsync(removed.PropertyId.Value, By(context), cancellation);

    public Task HandleAsync(RoomAdded added, EventContext context, CancellationToken cancellation) =>
        places.PutRoomAsync(added.RoomId, added.PropertyId, added.Name, By(context), cancellation);

    public Task HandleAsync(RoomChanged changed, EventContext context, CancellationToken cancellation) =>
        places.PutRoomAsync(changed.RoomId, changed.PropertyId, changed.Name, By(context), cancellation);

    public Task HandleAsync(RoomRemoved removed, EventContext context, CancellationToken cancellation) =>
        places.RemoveAsync(removed.RoomId.Value, By(context), cancellation);

    private Deed By(EventContext context) => new(context.Actor, Address: null, time.GetUtcNow());
}
