using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Identity's copy of which properties and rooms there are and whose; grants go with them.</summary>
internal sealed class PlaceStore(AccessChanges changes)
{
    /// <summary>Takes a property over as it is now. Its owner may see it: a new one is given that, an earlier one loses it.</summary>
    public Task PutPropertyAsync(PropertyId id, string name, UserId? owner, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync(
            deed.Actor,
            deed.At,
            async change =>
            {
                await PutAsync(change.Unit, new PlaceRow(id.Value, PlaceRow.Property, id.Value, name, owner));
                var held = (await change.Unit.QueryAsync<GrantRow>(
                    $"select {GrantRow.Columns} from grants where place_id = @id and kind = '{GrantRow.Ownership}'",
                    new { id = id.Value })).Select(row => row.ToGiven()).ToList();
                foreach (var grant in held.Where(grant => grant.UserId != owner))
                {
                    await GrantStore.TakeAsync(change, await GrantStore.NameOfAsync(change.Unit, grant.UserId), grant, deed);
                }

                if (owner is { } who && held.TrueForAll(grant => grant.UserId != who)
                    && await change.Unit.QuerySingleOrDefaultAsync<string>("select username from users where id = @who", new { who }) is { } username)
                {
                    var terms = new GrantDraft(GrantScope.Property, id.Value, RightNames.OfOwner, From: null, Until: null);
                    await GrantStore.GiveAsync(change, username, new GivenGrant(Guid.CreateVersion7(deed.At), who, IsOwnership: true, terms), name, deed);
                }

                return true;
            },
            cancellation);

    public Task PutRoomAsync(RoomId id, PropertyId property, string name, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync(
            deed.Actor,
            deed.At,
            async change =>
            {
                await PutAsync(change.Unit, new PlaceRow(id.Value, PlaceRow.Room, property.Value, name, OwnerId: null));
                return true;
            },
            cancellation);

    /// <summary>Forgets a room, or a property with its rooms, and takes away all grants on them.</summary>
    public Task RemoveAsync(Guid id, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync(
            deed.Actor,
            deed.At,
            async change =>
            {
                var grants = await change.Unit.QueryAsync<GrantRow>(
                    $"""
                    select {GrantRow.Columns} from grants
                    where place_id = @id or place_id in (select id from places where property_id = @id) order by user_id, id
                    """,
                    new { id });
                foreach (var grant in grants.Select(row => row.ToGiven()))
                {
                    await GrantStore.TakeAsync(change, await GrantStore.NameOfAsync(change.Unit, grant.UserId), grant, deed);
                }

                _ = await change.Unit.ExecuteAsync("delete from places where id = @id or property_id = @id", new { id });
                return true;
            },
            cancellation);

    private static Task<int> PutAsync(UnitOfWork unit, PlaceRow place) =>
        unit.ExecuteAsync(
            $"""
            insert into places ({PlaceRow.Columns}) values (@Id, @Kind, @PropertyId, @Name, @OwnerId)
            on conflict (id) do update set name = excluded.name, property_id = excluded.property_id, owner_id = excluded.owner_id
            """,
            place);
}
