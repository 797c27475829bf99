using Vedette.Contracts.Identity;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>A change of people or of what they may do, while it is being made: collects whose access it touches.</summary>
internal sealed class AccessChange(UnitOfWork unit)
{
    private readonly HashSet<UserId> _touched = [];

    private readonly List<User> _removed = [];

    private readonly List<Guid> _ended = [];

    public UnitOfWork Unit => unit;

    /// <summary>The sign-ins that were ended along with it.</summary>
    public IReadOnlyList<Guid> Ended => _ended;

    public void Touch(UserId user) => _touched.Add(user);

    public void Remove(User user) => _removed.Add(user);

    public async Task EndSignInsAsync(UserId user, string actor, DateTimeOffset at) =>
        _ended.AddRange(await SignInStore.EndAllAsync(unit, user, kept: null, actor, at));

    /// <summary>Counts the users' access on, tells it with the transaction, and gives what is to be heard after its commit.</summary>
    public async Task<IReadOnlyList<UserAccess>> TellAsync(string actor, DateTimeOffset at)
    {
        var news = _removed
            .Select(user => new UserAccess(user.Id, user.AccessVersion + 1, IsActive: false, user.Username, [], [], at))
            .ToList();
        foreach (var id in _touched.Except(_removed.Select(user => user.Id)).OrderBy(id => id.Value))
        {
            _ = await unit.ExecuteAsync("update users set access_version = access_version + 1 where id = @id", new { id });
            if (await unit.QuerySingleOrDefaultAsync<UserRow>($"select {UserRow.Columns} from users where id = @id", new { id }) is { } row)
            {
                var user = row.ToUser();
                news.Add(new UserAccess(id, user.AccessVersion, user.Enabled, user.Username, user.Roles, await GrantsOfAsync(id, at), at));
            }
        }

        foreach (var access in news)
        {
            await unit.EmitAsync(
                new AccessChanged(access.UserId, access.Version, access.IsActive, access.Name, access.Roles, access.Grants, at),
                actor);
        }

        return news;
    }

    private async Task<IReadOnlyList<string>> GrantsOfAsync(UserId id, DateTimeOffset at) =>
        [.. (await unit.QueryAsync<GrantRow>(GrantRow.SelectOpenOf, new { id, at })).Select(row => row.ToGrant().ToString())];
}
