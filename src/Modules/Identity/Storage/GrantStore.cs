using Dapper;
using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>Who may do what where.</summary>
internal sealed class GrantStore(Database<IdentityModule> database, AccessChanges changes)
{
    /// <summary>
    /// The user as tokens speak of one, with the grants that have not ended. They are read after the user, so that the version a
    /// token carries never promises more than its grants hold.
    /// </summary>
    public Task<Caller> CallerOfAsync(User user, DateTimeOffset at, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var rows = await connection.QueryAsync<GrantRow>(
                    new CommandDefinition(GrantRow.SelectOpenOf, new { id = user.Id, at }, cancellationToken: cancellation));
                return new Caller(user.Id, user.Username, user.Roles) { Given = [.. rows.Select(row => row.ToGrant())], Version = user.AccessVersion };
            },
            cancellation);

    /// <summary>Gives a user more grants, or with <paramref name="replace"/> these instead of all that were given before.</summary>
    /// <returns>What was refused, and by which of the drafts, or which grants the drafts are now.</returns>
    public Task<(GrantRefusal? Refusal, int Draft, IReadOnlyList<Guid> Ids)> GiveAsync(
        UserId id,
        IReadOnlyList<GrantDraft> drafts,
        bool replace,
        Deed deed,
        CancellationToken cancellation) =>
        changes.WriteAsync<(GrantRefusal?, int, IReadOnlyList<Guid>)>(
            deed.Actor,
            deed.At,
            async change =>
            {
                var unit = change.Unit;
                if (await unit.QuerySingleOrDefaultAsync<UserRow>($"select {UserRow.Columns} from users where id = @id", new { id }) is not { } row)
                {
                    return (GrantRefusal.NoSuchUser, 0, []);
                }

                var user = row.ToUser();
                if (drafts.Count > 0 && !Roles.MayHoldGrants(user.Roles))
                {
                    return (GrantRefusal.RoleNeeded, 0, []);
                }

                var places = await PlacesAsync(unit, drafts.Select(draft => draft.PlaceId).OfType<Guid>());
                foreach (var (index, draft) in drafts.Index())
                {
                    if (draft.PlaceId is { } place && (!places.TryGetValue(place, out var known) || known.Kind != RightNames.Of(draft.Scope)))
                    {
                        return (GrantRefusal.NoSuchPlace, index, []);
                    }
                }

                var open = (await unit.QueryAsync<GrantRow>(GrantRow.SelectOpenOf, new { id, at = deed.At })).Select(one => one.ToGiven()).ToList();
                var superfluous = replace ? open.Where(grant => !grant.IsOwnership && !drafts.Contains(grant.Terms)).ToList() : [];
                var kept = open.Except(superfluous).Where(grant => !grant.IsOwnership).DistinctBy(grant => grant.Terms).ToDictionary(grant => grant.Terms);
                var added = drafts.Distinct().Where(draft => !kept.ContainsKey(draft))
                    .Select(draft => new GivenGrant(Guid.CreateVersion7(deed.At), id, IsOwnership: false, draft))
                    .ToList();
                if (open.Count - superfluous.Count + added.Count > Grant.MostOfOneUser)
                {
                    return (GrantRefusal.TooMany, 0, []);
                }

                foreach (var grant in superfluous)
                {
                    await TakeAsync(change, user.Username, grant, deed);
                }

                foreach (var grant in added)
                {
                    await GiveAsync(change, user.Username, grant, grant.Terms.PlaceId is { } place ? places[place].Name : null, deed);
                    kept[grant.Terms] = grant;
                }

                return (null, 0, [.. drafts.Select(draft => kept[draft].Id).Distinct()]);
            },
            cancellation);

    /// <summary>Takes a grant away; null when the user has none of that id, false when it comes from owning the property.</summary>
    public Task<bool?> TakeAsync(UserId id, Guid grantId, Deed deed, CancellationToken cancellation) =>
        changes.WriteAsync<bool?>(
            deed.Actor,
            deed.At,
            async change =>
            {
                var row = await change.Unit.QuerySingleOrDefaultAsync<GrantRow>(
                    $"select {GrantRow.Columns} from grants where id = @grantId and user_id = @id",
                    new { id, grantId });
                if (row?.ToGiven() is not { } grant)
                {
                    return null;
                }

                if (grant.IsOwnership)
                {
                    return false;
                }

                await TakeAsync(change, await NameOfAsync(change.Unit, id), grant, deed);
                return true;
            },
            cancellation);

    /// <summary>Deletes grants that ended before <paramref name="ended"/>. They have long counted for nothing.</summary>
    public Task PurgeAsync(DateTimeOffset ended, CancellationToken cancellation) =>
        database.WriteAsync(unit => unit.ExecuteAsync("delete from grants where until_at < @ended", new { ended }), cancellation);

    /// <summary>Gives a grant within a larger change.</summary>
    public static async Task GiveAsync(AccessChange change, string username, GivenGrant grant, string? placeName, Deed deed)
    {
        var (scope, rights) = (RightNames.Of(grant.Terms.Scope), RightNames.Of(grant.Terms.Rights));
        _ = await change.Unit.ExecuteAsync(
            $"""
            insert into grants ({GrantRow.Columns}, created_at)
            values (@Id, @UserId, @kind, @scope, @PlaceId, @rights, @From, @Until, @At)
            """,
            new
            {
                grant.Id,
                grant.UserId,
                kind = grant.IsOwnership ? GrantRow.Ownership : GrantRow.Given,
                scope,
                grant.Terms.PlaceId,
                rights = string.Join(' ', rights),
                grant.Terms.From,
                grant.Terms.Until,
                deed.At,
            });
        await change.Unit.EmitAsync(
            new GrantGiven(grant.Id, grant.UserId, scope, grant.Terms.PlaceId, rights, grant.Terms.From, grant.Terms.Until),
            deed.Actor);
        await change.Unit.EmitAsync(deed.Record("grant-given", grant.UserId, grant.Describe(username, placeName)), deed.Actor);
        change.Touch(grant.UserId);
    }

    /// <summary>Takes a grant away within a larger change.</summary>
    public static async Task TakeAsync(AccessChange change, string username, GivenGrant grant, Deed deed)
    {
        var unit = change.Unit;
        var place = grant.Terms.PlaceId is { } id ? (await PlacesAsync(unit, [id])).GetValueOrDefault(id)?.Name : null;
        _ = await unit.ExecuteAsync("delete from grants where id = @Id", new { grant.Id });
        await unit.EmitAsync(new GrantTaken(grant.Id, grant.UserId, RightNames.Of(grant.Terms.Scope), grant.Terms.PlaceId), deed.Actor);
        await unit.EmitAsync(deed.Record("grant-taken", grant.UserId, grant.Describe(username, place)), deed.Actor);
        change.Touch(grant.UserId);
    }

    public static async Task<string> NameOfAsync(UnitOfWork unit, UserId id) =>
        await unit.QuerySingleOrDefaultAsync<string>("select username from users where id = @id", new { id }) ?? id.ToString();

    private static async Task<Dictionary<Guid, PlaceRow>> PlacesAsync(UnitOfWork unit, IEnumerable<Guid> ids) =>
        (await unit.QueryAsync<PlaceRow>($"select {PlaceRow.Columns} from places where id in @ids", new { ids = UuidSet.Of(ids.Distinct()) }))
            .ToDictionary(place => place.Id);
}
